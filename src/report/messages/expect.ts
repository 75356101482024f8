import type { EXPECT_FINDINGS } from '../../catalog/findings/expect.ts';
import { arg, type Wording } from '../words.ts';

const ENTRY = 'The entry stands in the file that --expect names';

/** The sentences about entries of `--expect` that did not come true. */
export const EXPECT_WORDS: Record<keyof typeof EXPECT_FINDINGS, Wording> = {
  'expect.not-failing': (args) => ({
    message: `${arg(args, 'id')} was expected to end as ${arg(args, 'wanted')} (${arg(args, 'reason')}), and is ${arg(args, 'grade')}.`,
    remedy: `Take the entry ${arg(args, 'entry')} out if the reason is gone; if it fits too much, narrow it. ${ENTRY}.`,
  }),
  'expect.other-end': (args) => ({
    message: `${arg(args, 'id')} was expected to end as ${arg(args, 'wanted')}${arg(args, 'code') === '' ? '' : ` with ${arg(args, 'code')}`} (${arg(args, 'reason')}), and is ${arg(args, 'grade')} with ${arg(args, 'found')}: it counts as it is.`,
    remedy: `Look at ${arg(args, 'id')}; if this is expected as well, say so in the entry ${arg(args, 'entry')}. ${ENTRY}.`,
  }),
  'expect.not-checked': (args) => ({
    message: `${arg(args, 'id')} was expected to end as ${arg(args, 'wanted')} (${arg(args, 'reason')}), and was skipped.`,
  }),
  'expect.no-result': (args) => ({
    message: `No result fits the entry ${arg(args, 'entry')} (${arg(args, 'reason')}).`,
    remedy: `Correct its id or subject, or take it out. Ids are in the report, as --json prints it. ${ENTRY}.`,
  }),
  'expect.over': (args) => ({
    message: `The entry ${arg(args, 'entry')} (${arg(args, 'reason')}) was for the time until ${arg(args, 'until')}: what it fits counts as it is.`,
    remedy: `Take the entry out, or give it a later date. ${ENTRY}.`,
  }),
};
