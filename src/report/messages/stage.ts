import type { STAGE_FINDINGS } from '../../catalog/findings/stage.ts';
import { STAGES, type Stage } from '../../catalog/stages.ts';
import type { Finding } from '../../model/report.ts';
import { shellWord } from '../shell-word.ts';
import { arg, type Wording } from '../words.ts';

/** `the integration is submitted and not approved yet`. */
function stageWords(args: Finding['args']): string {
  const stage = arg(args, 'stage');
  const row = Object.hasOwn(STAGES, stage) ? STAGES[stage as Stage] : undefined;
  return `the integration ${row?.words ?? `is in the stage "${stage}"`}`;
}

/** The command that makes a profile, or that goes on with the one that is there. */
function otherProfile(args: Finding['args'], kind: string): string {
  const profile = arg(args, 'profile');
  return profile === ''
    ? `ddoauth init --profile ${kind} --kind ${kind}`
    : `ddoauth checklist --profile ${shellWord(profile)}`;
}

/** The sentences on clients and the stages of their integrations. */
export const STAGE_WORDS: Record<keyof typeof STAGE_FINDINGS, Wording> = {
  'stage.wrong-client': (args) =>
    arg(args, 'wanted') === 'test'
      ? {
          message: `This is a published client, but ${stageWords(args)}: a published client is made by submitting it.`,
          remedy: 'Test with the test client until then, or correct kind and stage of the profile.',
          nextCommand: otherProfile(args, 'test'),
        }
      : {
          message: `This is a test client, but ${stageWords(args)}: submitting it made another client with an id and a secret of its own, and that is the one to test.`,
          remedy: 'Use the published client; the Developer Platform shows its id.',
          nextCommand: otherProfile(args, 'published'),
        },
  'stage.public-client': (args) => ({
    message:
      'A public client belongs to no integration: what it proves counts for this program, not for a submission.',
    remedy: 'Use the test client of the integration, and after submission the published one.',
    nextCommand: otherProfile(args, 'test'),
  }),
  'stage.foreign-sites': (args) => ({
    message:
      arg(args, 'kind') === 'test'
        ? `A test client exists in its own sandbox only${home(args)}; ${arg(args, 'sites')} cannot know it.`
        : `As long as ${stageWords(args)}, only its own sandbox${home(args)} can authorize the client, not ${arg(args, 'sites')}.`,
    remedy:
      arg(args, 'kind') === 'test'
        ? 'Test one site now; the others come with the published client, once it is approved.'
        : 'Test the sandbox now and the others once it is approved: then set "stage": "published" in the profile.',
  }),
  'stage.same-id': (args) => ({
    message: `The ${arg(args, 'kind')} client has the same id as the ${arg(args, 'otherKind')} client of profile "${arg(args, 'other')}" (${arg(args, 'clientId')}).`,
    remedy:
      'Submitting an integration makes a new client: give each profile the id that the Developer Platform shows for it.',
  }),
  'stage.same-secret': (args) => ({
    message: `The ${arg(args, 'kind')} client has the same secret as the ${arg(args, 'otherKind')} client of profile "${arg(args, 'other')}".`,
    remedy:
      'Submitting an integration makes a new client with a secret of its own, shown once; give that one. A lost secret of a published client comes from ecosystems@datadog.com.',
  }),
};

function home(args: Finding['args']): string {
  const site = arg(args, 'home');
  return site === '' ? '' : ` (${site})`;
}
