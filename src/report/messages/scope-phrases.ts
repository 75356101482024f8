import type { Finding } from '../../model/report.ts';
import { arg } from '../words.ts';

/** Arguments of a finding about a scope. */
export type Args = Finding['args'];

export const name = (args: Args): string => `${arg(args, 'scope')} on ${arg(args, 'site')}`;
export const authorize = (args: Args): string => `ddoauth authorize --site ${arg(args, 'site')}`;
export const again = (args: Args): string => `ddoauth check-scopes --site ${arg(args, 'site')}`;
export const said = (args: Args): string =>
  arg(args, 'detail') === '' ? '' : ` Datadog says: "${arg(args, 'detail')}".`;
export const because = (args: Args): string =>
  arg(args, 'reason') === '' ? '' : ` (${arg(args, 'reason')})`;
export const refused = (args: Args): string =>
  arg(args, 'refused') === '' ? '' : ` Refused before that: ${arg(args, 'refused')}.`;
export const allowWrites = (args: Args): string =>
  `ddoauth check-scopes --allow-writes --scope ${arg(args, 'scope')} --site ${arg(args, 'site')}`;
/** What to do where a round trip would prove more. */
export const orWrite = (args: Args): { readonly remedy?: string; readonly nextCommand?: string } =>
  args['writesUnasked'] === true
    ? {
        remedy:
          'With --allow-writes something is created, read back and deleted again, which proves writing.',
        nextCommand: allowWrites(args),
      }
    : {};
export const cleanUp = (args: Args): string =>
  `ddoauth check-scopes --clean-up --site ${arg(args, 'site')}`;
export const place = (args: Args): string =>
  arg(args, 'where') === '' ? '' : `: ${arg(args, 'where')}`;
export const answered = (args: Args): string =>
  `${arg(args, 'route')} answered ${arg(args, 'status')}`;
