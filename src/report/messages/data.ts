import type { DATA_FINDINGS } from '../../catalog/findings/data.ts';
import { arg, type Wording } from '../words.ts';

/** The sentences about data that was sent with an API key. */
export const DATA_WORDS: Record<keyof typeof DATA_FINDINGS, Wording> = {
  'data.accepted': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'dataType')}.`,
  }),
  'data.refused': (args) => ({
    message: `${arg(args, 'host')} refused ${arg(args, 'dataType')} with ${arg(args, 'status')}: ${arg(args, 'text')}`,
    remedy: 'Check that key and intake host are of the same site.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'data.unavailable': (args) => ({
    message: `${arg(args, 'host')} did not take ${arg(args, 'dataType')}: ${arg(args, 'reason')}.`,
  }),
  'data.observed': (args) => ({
    message: `Sent to ${arg(args, 'host')} and read back after ${seconds(args['delayMs'])} s.`,
  }),
  'data.not-seen-yet': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'dataType')}, not seen yet after ${seconds(args['waitedMs'])} s. Ingestion can take minutes.`,
    remedy: `Look at ${arg(args, 'lookAt')}, or wait longer with --read-back-timeout.`,
  }),
  'data.read-refused': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'dataType')}; reading it back with ${arg(args, 'scope')} was refused with ${arg(args, 'status')}.`,
    remedy: `Look at ${arg(args, 'lookAt')}.`,
    nextCommand: `ddoauth check-scopes --site ${arg(args, 'site')}`,
  }),
  'data.no-read-scope': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'dataType')}; the grant cannot read them back (needs ${arg(args, 'scopes')}).`,
    remedy: `An intake's 2xx does not prove that data arrives: look at ${arg(args, 'lookAt')}.`,
  }),
};

function seconds(ms: unknown): string {
  return typeof ms === 'number' ? (ms / 1000).toFixed(1) : '?';
}
