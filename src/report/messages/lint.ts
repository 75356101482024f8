import type { LINT_FINDINGS } from '../../catalog/findings/lint.ts';
import { arg, type Wording } from '../words.ts';
import { LINT_CLIENT_WORDS } from './lint-clients.ts';
import { LINT_URI_WORDS } from './lint-uris.ts';

/** `3 errors`, `1 hint`; nothing for none. */
function counted(count: string, what: string): string[] {
  return count === '0' ? [] : [`${count} ${what}${count === '1' ? '' : 's'}`];
}

/** The sentences of `lint`. */
export const LINT_WORDS: Record<keyof typeof LINT_FINDINGS, Wording> = {
  ...LINT_URI_WORDS,
  ...LINT_CLIENT_WORDS,
  'lint.file': (args) => {
    const found = (['error', 'warning', 'hint'] as const).flatMap((what) =>
      counted(arg(args, `${what}s`), what),
    );
    const kind = arg(args, 'kind') === 'config' ? 'ddoauth config' : 'OAuth client manifest';
    const clients = counted(arg(args, 'clients'), 'client')[0] ?? 'no client';
    const untold = arg(args, 'untold');
    const more = untold === '' ? '' : ` ${untold} of them are like those above and not listed.`;
    return {
      message: `${kind}, ${clients}: ${found.length === 0 ? 'nothing found' : found.join(', ')} by ${arg(args, 'rules')} rules.${more}`,
    };
  },
};
