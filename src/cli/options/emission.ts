import { EMITTING_COMMANDS } from '../../catalog/emitting-commands.ts';
import { ToolError } from '../../errors.ts';
import type { Emission } from '../../flows/emit/emit.ts';
import type { Host } from '../../host/host.ts';
import { parseSiteList } from '../../sites/parse-site-list.ts';
import { createSiteTable } from '../../sites/site-table.ts';
import type { GlobalOptions } from './global-options.ts';

const KEY = 'DDOAUTH_EMIT_API_KEY';
const SITE = 'DDOAUTH_EMIT_SITE';

/**
 * Where `--emit-to-datadog` sends the outcome, settled before anything is asked.
 * @throws ToolError `usage.flag`, `usage.environment`, `usage.site`
 */
export function emissionOf(
  { env }: Pick<Host, 'env'>,
  globals: GlobalOptions,
  command: string,
): Emission | undefined {
  if (globals.emitToDatadog !== true) {
    if (globals.emitRequired !== true) return undefined;
    throw new ToolError('usage.flag', '--emit-required goes with --emit-to-datadog.');
  }
  if (!EMITTING_COMMANDS.includes(command)) {
    throw new ToolError(
      'usage.flag',
      `--emit-to-datadog: ${command} checks nothing that could be emitted.`,
    );
  }
  if (globals.simulate === true) {
    throw new ToolError(
      'usage.flag',
      '--emit-to-datadog would tell your org of a simulated run; leave out --simulate.',
      { hint: 'With --simulator URL it is sent to that simulator' },
    );
  }
  const apiKey = required(env, KEY, 'an API key of your own org');
  const site = required(env, SITE, 'the site of your own org, such as us1');
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new ToolError('usage.environment', `${KEY} holds characters that no API key has.`);
  }
  const [row, second] = parseSiteList([site], createSiteTable(), SITE);
  if (row === undefined || second !== undefined) {
    throw new ToolError('usage.environment', `${SITE}: name one site.`);
  }
  return { site: row, apiKey, required: globals.emitRequired === true };
}

function required(env: Host['env'], name: string, what: string): string {
  const value = env[name]?.trim();
  if (value === undefined || value === '') {
    throw new ToolError('usage.environment', `--emit-to-datadog: ${name} is not set.`, {
      hint: `Set it to ${what}`,
    });
  }
  return value;
}
