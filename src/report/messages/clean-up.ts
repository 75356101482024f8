import type { CLEAN_UP_FINDINGS } from '../../catalog/findings/clean-up.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

type Args = Finding['args'];

const what = (args: Args): string => arg(args, 'names') || 'something';
const place = (args: Args): string =>
  arg(args, 'where') === '' ? '' : `; look at ${arg(args, 'where')}`;
const cleanUp = (args: Args): string =>
  `ddoauth check-scopes --clean-up --site ${arg(args, 'site')}`;
const BY_HAND = 'Clean up again later, or delete it by hand in Datadog.';

/** Sentences about what earlier runs left. */
export const CLEAN_UP_WORDS: Record<keyof typeof CLEAN_UP_FINDINGS, Wording> = {
  'clean-up.left': (args) => ({
    message: `Earlier runs left things on ${arg(args, 'site')}, or may have: ${what(args)}${place(args)}.`,
    remedy: 'Clean up; it asks before it deletes.',
    nextCommand: cleanUp(args),
  }),
  'clean-up.done': (args) => ({
    message: `What an earlier run made is gone from ${arg(args, 'site')}: ${what(args)}.`,
  }),
  'clean-up.nothing': () => ({ message: 'Earlier runs left nothing behind.' }),
  'clean-up.refused': (args) => ({
    message: `${what(args)} could not be deleted on ${arg(args, 'site')} (answer ${arg(args, 'status')}) and is left there${place(args)}.`,
    remedy: BY_HAND,
    nextCommand: cleanUp(args),
  }),
  'clean-up.unproved': (args) => ({
    message: `Datadog accepted the deletion of ${what(args)} on ${arg(args, 'site')}, but it still seems to be there${place(args)}.`,
    remedy: BY_HAND,
    nextCommand: cleanUp(args),
  }),
  'clean-up.not-found': (args) => ({
    message: `Whether ${what(args)} was ever made on ${arg(args, 'site')} is not known, and no list shows it by its name${place(args)}.`,
    remedy: `Look for the name there. When nothing is left, remove ${arg(args, 'file') || 'its file from the journal'}.`,
    nextCommand: cleanUp(args),
  }),
  'clean-up.blocked': (args) => ({
    message: `${what(args)} of an earlier run is left on ${arg(args, 'site')}, and there is no grant of that organization to delete it with${place(args)}.`,
    remedy: 'Authorize in that organization and clean up, or delete it by hand.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'clean-up.declined': (args) => ({
    message: `Nothing was deleted: ${what(args)} is left on ${arg(args, 'site')}${place(args)}.`,
    nextCommand: cleanUp(args),
  }),
};
