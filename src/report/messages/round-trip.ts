import type { ROUND_TRIP_FINDINGS } from '../../catalog/findings/round-trip.ts';
import { arg, type Wording } from '../words.ts';
import { name, because, allowWrites, cleanUp, place, answered } from './scope-phrases.ts';

/** The sentences about round trips. */
export const ROUND_TRIP_WORDS: Record<keyof typeof ROUND_TRIP_FINDINGS, Wording> = {
  'scope.round-trip': (args) => ({
    message: `${name(args)} works: ${arg(args, 'route')} created something (${arg(args, 'step') || 'an object'}), which was there and is deleted again.${arg(args, 'leaves') === '' ? '' : ` ${arg(args, 'leaves')}`}`,
  }),
  'scope.write-unobserved': (args) => ({
    message: `${name(args)} was let in: ${arg(args, 'route')} created something (${arg(args, 'step') || 'an object'}) ${args['vanished'] === true ? 'which nothing may read, and it was gone before its delete was answered' : 'and it was deleted again, but reading it back did not show it'}.`,
    remedy: 'Look at the exchanges in the report, then try again.',
    nextCommand: allowWrites(args),
  }),
  'scope.needs-writes': (args) => ({
    message: `${name(args)} was granted; only creating something and deleting it again proves it, and nothing is written without --allow-writes.`,
    remedy:
      'Allow it in an organization for testing: what is created carries the name of the run and is deleted again.',
    nextCommand: allowWrites(args),
  }),
  'scope.need-refused': (args) => ({
    message: `${name(args)} was not tried: it takes something else first (${arg(args, 'step') || 'an object'}), and ${answered(args)}.`,
    remedy: 'See what the report says about the scope that this route needs.',
    nextCommand: allowWrites(args),
  }),
  'scope.journal-failed': (args) => ({
    message: `${name(args)} was not tried by writing: the journal, from which things are deleted after a crash, cannot be written${because(args)}.`,
    remedy: 'DDOAUTH_HOME moves the data folder.',
    nextCommand: allowWrites(args),
  }),
  'scope.left-behind': (args) => ({
    message: `The round trip of ${name(args)} could not delete ${arg(args, 'names') || 'what it made'} (answer ${arg(args, 'status')}), which is left there${place(args)}.`,
    remedy: 'Clean up later, or delete it by hand in Datadog.',
    nextCommand: cleanUp(args),
  }),
  'scope.deletion-unproved': (args) => ({
    message: `The round trip of ${name(args)} deleted ${arg(args, 'names') || 'what it made'}, as Datadog says, but it still seems to be there${place(args)}.`,
    remedy: 'Clean up in a while; that looks again.',
    nextCommand: cleanUp(args),
  }),
  'scope.maybe-left': (args) => ({
    message: `The round trip of ${name(args)} got no answer to the creation of ${arg(args, 'names') || 'its object'}, and no list shows it by its name; it may be there${place(args)}.`,
    remedy: 'Clean up later, which looks again; or look for the name in Datadog.',
    nextCommand: cleanUp(args),
  }),
};
