import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { ToolError, messageOf } from '../../errors.ts';
import type { AuthorizeRequest } from '../../flows/authorization/authorize-request.ts';
import type { Host } from '../../host/host.ts';

/** Options of commands that may authorize, as commander gives them. */
export interface AuthorizeOptions {
  readonly from: 'platform' | 'tile';
  readonly expectOrg?: string;
  readonly trustSite?: boolean;
  readonly listen?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** `--browser NAME`, or `false` for `--no-browser`. */
  readonly browser?: string | boolean;
  readonly paste?: boolean;
}

/** Adds the options of an authorization. */
export function addAuthorizeOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--from <start>', 'where the user starts')
        .choices(['platform', 'tile'])
        .default('platform'),
    )
    .option('--expect-org <name>', 'fail unless this org (name or UUID) consents')
    .option('--trust-site', 'accept a site below a Datadog domain that is in no list')
    .option('--listen <host:port>', 'listen here instead of at the redirect URI (SSH, containers)')
    .option('--tls-cert <file>', 'certificate for an https redirect URI (PEM)')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--browser <name>', 'browser to open')
    .option('--no-browser', 'print the URL only')
    .option('--paste', 'read the final URL from standard input');
}

/** The request these options describe. `waitMs` is `--timeout`. */
export function authorizeRequest(
  host: Host,
  options: AuthorizeOptions,
  waitMs: number | undefined,
): Omit<AuthorizeRequest, 'site' | 'scopes'> {
  const { from, expectOrg, trustSite, listen, browser, paste } = options;
  const tls = readTls(host, options);
  return {
    from,
    ...(expectOrg === undefined ? {} : { expectOrg }),
    ...(trustSite === undefined ? {} : { trustSite }),
    ...(listen === undefined ? {} : { listen: parseListen(listen) }),
    ...(tls === undefined ? {} : { tls }),
    ...(browser === false ? { browser } : typeof browser === 'string' ? { browser } : {}),
    ...(paste === true ? { pasteFromStdin: true } : {}),
    ...(waitMs === undefined ? {} : { waitMs }),
  };
}

/** `HOST:PORT`, `[::1]:8085`, or a port alone, which means the IPv4 loopback. */
function parseListen(text: string): { host: string; port: number } {
  const match = /^(?:(\[[0-9a-f:.]+\]|[^:\s/]+):)?(\d{1,5})$/i.exec(text.trim());
  const port = Number(match?.[2]);
  if (match === null || port > 65_535) {
    throw new ToolError('usage.flag', `--listen: "${text}" is no host:port such as 0.0.0.0:8085.`);
  }
  return { host: (match[1] ?? '127.0.0.1').replace(/^\[|\]$/g, ''), port };
}

function readTls(
  host: Host,
  { tlsCert, tlsKey }: AuthorizeOptions,
): { cert: string; key: string } | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new ToolError('usage.flag', '--tls-cert and --tls-key belong together; give both.');
  }
  return { cert: readPem(host, '--tls-cert', tlsCert), key: readPem(host, '--tls-key', tlsKey) };
}

function readPem(host: Host, flag: string, file: string): string {
  try {
    const pem = readFileSync(resolve(host.cwd, file), 'utf8');
    if (!pem.includes('-----BEGIN ')) throw new Error('it is not PEM');
    return pem;
  } catch (error) {
    throw new ToolError('usage.file', `${flag} ${file}: ${messageOf(error)}`, { cause: error });
  }
}
