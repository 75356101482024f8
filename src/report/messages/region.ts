import type { REGION_FINDINGS } from '../../catalog/findings/region.ts';
import { arg, type Wording } from '../words.ts';

/** The sentences of `check-regions`. */
export const REGION_WORDS: Record<keyof typeof REGION_FINDINGS, Wording> = {
  'region.authorize-answers': (args) => ({
    message: `${arg(args, 'host')} shows the authorize page (${arg(args, 'status')}).`,
  }),
  'region.authorize-redirects': (args) => ({
    message: `${arg(args, 'host')} answers the authorize request with a redirect (${arg(args, 'status')}), as it does before a login.`,
  }),
  'region.authorize-refuses': (args) => ({
    message: `${arg(args, 'host')} refuses the authorize request: ${arg(args, 'status')} ${arg(args, 'error')} ${arg(args, 'description')}`,
    remedy: 'A user of this site would see this page.',
    nextCommand: `ddoauth diagnose "${arg(args, 'error')} - ${arg(args, 'description')}"`,
  }),
  'region.client-known': (args) => ({
    message: `${arg(args, 'host')} knows the client and its secret: it refused the made-up code with ${arg(args, 'error')}.`,
  }),
  'region.client-unknown': (args) => ({
    message: `${arg(args, 'host')} does not know this ${arg(args, 'kind')} client${arg(args, 'where') === 'token' ? ', or its secret is wrong' : ''}.`,
    remedy:
      'A published client is made available on other sites by Datadog: write to ecosystems@datadog.com. Check that id and secret are of the published client.',
  }),
  'region.client-elsewhere': (args) => ({
    message: `${arg(args, 'host')} does not know this ${arg(args, 'kind')} client, which lives on the site it was made on only.`,
  }),
  'region.secret-refused': (args) => ({
    message: `${arg(args, 'host')} refuses the client secret: ${arg(args, 'status')} ${arg(args, 'error')} ${arg(args, 'description')}`,
    remedy: 'Use the secret generated last for this very client.',
    nextCommand: `ddoauth diagnose "${arg(args, 'error')} - ${arg(args, 'description')}"`,
  }),
  'region.client-undecided': (args) => ({
    message: `${arg(args, 'host')} answers, but not in a way that tells whether it knows the client: ${arg(args, 'status')} ${arg(args, 'error')} ${arg(args, 'description')}`,
  }),
  'region.unreachable': (args) => ({
    message: `${arg(args, 'host')} cannot be reached from here: ${arg(args, 'code')}, ${arg(args, 'reason')}.`,
    remedy: 'Check DNS, firewall and proxy. This says nothing about the client.',
  }),
  'region.name-mismatch': (args) => ({
    message: `The certificate of ${arg(args, 'host')} is for another name: ${arg(args, 'reason')}`,
    remedy: "Datadog's API hosts carry no customer subdomain; otherwise a proxy is in between.",
  }),
  'region.certificate-refused': (args) => ({
    message: `The certificate of ${arg(args, 'host')} is not trusted: ${arg(args, 'code')}, ${arg(args, 'reason')}`,
    remedy: 'A proxy that inspects TLS needs its CA given with --ca or NODE_EXTRA_CA_CERTS.',
  }),
  'region.unavailable': (args) => ({
    message: `${arg(args, 'host')} answered ${arg(args, 'status')}: it cannot serve requests now.`,
  }),
  'region.endpoint-missing': (args) => ({
    message: `${arg(args, 'host')}${arg(args, 'path')} does not behave like Datadog's endpoint (${arg(args, 'status')}).`,
    remedy: 'Check the host; a gateway may have answered.',
  }),
  'region.no-grant': (args) => ({
    message: `No grant for ${arg(args, 'site')}.`,
    remedy:
      arg(args, 'kind') === 'published'
        ? 'Authorize there; for a sandbox on another site write to ecosystems@datadog.com.'
        : 'Only the site of the sandbox can have one.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'region.api-answers': (args) => ({
    message: `${arg(args, 'host')} answers (${arg(args, 'status')}).`,
  }),
  'region.token-refused': (args) => ({
    message: `${arg(args, 'host')} refuses the access token on every route (401).`,
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'region.api-undecided': (args) => ({
    message: `${arg(args, 'host')} answers ${arg(args, 'status')} on routes that should take any token.`,
    nextCommand: `ddoauth check-scopes --site ${arg(args, 'site')}`,
  }),
  'region.no-key': (args) => ({
    message: `No API key of ${arg(args, 'site')} is stored.`,
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
};
