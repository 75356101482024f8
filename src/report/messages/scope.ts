import type { SCOPE_FINDINGS } from '../../catalog/findings/scope.ts';
import { arg, type Wording } from '../words.ts';
import {
  name,
  authorize,
  again,
  said,
  because,
  refused,
  orWrite,
  answered,
  type Args,
} from './scope-phrases.ts';

const CANDIDATES: Readonly<Record<string, string>> = {
  token: 'the token expired or was revoked',
  scope: 'the scope was not granted',
  permission: "the user's role lacks the permission",
  product: 'the product is not enabled for the organization',
  route: 'the route takes no OAuth token',
  barred:
    'the organization lets this address in no more, or the organization or user is shut, whatever the scope',
};

function candidates(args: Args): string {
  const list = args['candidates'];
  const names = typeof list === 'object' ? list : [];
  return names.map((one) => CANDIDATES[one] ?? one).join('; or ');
}

/** What to do about a refusal: for one that was not about the client, somebody else has to. */
function shutOrOpen(args: Args): { readonly remedy: string; readonly nextCommand: string } {
  return candidates(args) === CANDIDATES['barred']
    ? {
        remedy:
          'Ask an administrator of the organization, or check from a machine whose address it allows.',
        nextCommand: again(args),
      }
    : {
        remedy:
          'Rule the causes out one by one; an administrator who authorizes rules out the role.',
        nextCommand: authorize(args),
      };
}

/** Sentences about single scopes. */
export const SCOPE_WORDS: Record<keyof typeof SCOPE_FINDINGS, Wording> = {
  'scope.observed': (args) => ({
    message: `${name(args)} works: ${arg(args, 'route')} answered with data.${refused(args)}`,
  }),
  'scope.authorized': (args) => ({
    message: `${name(args)} was let in: ${arg(args, 'route')} answered, with nothing to show.${refused(args)}`,
  }),
  'scope.write-authorized': (args) => ({
    message: `${name(args)} was let in at ${arg(args, 'route')}. Nothing was written, so writing is not proved.${refused(args)}`,
    ...orWrite(args),
  }),
  'scope.shared': (args) => {
    const others = arg(args, 'others');
    const who = others === 'any' ? 'any token opens it' : `${others} may open it too`;
    return {
      message: `${arg(args, 'route')} answered, but ${who}, so the answer does not prove ${name(args)}.${refused(args)}`,
      remedy: `Try what your integration does with ${arg(args, 'scope')} by hand, or authorize a test client that has no other scope for this route.`,
      ...orWrite(args),
    };
  },
  'scope.not-granted': (args) => ({
    message: `${name(args)} is not among the scopes that were granted.`,
    remedy:
      'Add the scope to the client if it is missing there, then authorize again: grants made before keep their old scopes.',
    nextCommand: authorize(args),
  }),
  'scope.token-dead': (args) => ({
    message: `${name(args)} could not be tried: the access token is expired, revoked, or of another site.${said(args)}`,
    remedy: 'Refresh the grant; if that fails, authorize again.',
    nextCommand: `ddoauth grants refresh --site ${arg(args, 'site')}`,
  }),
  'scope.grant-revoked': (args) => ({
    message: `${name(args)} could not be tried: the grant was revoked; its access token is refused, and so is a refresh.${said(args)}`,
    remedy:
      'Authorize again. A user, an administrator or the client itself can revoke a grant, and uninstalling the integration does.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'scope.scope-refused': (args) => ({
    message:
      args['listed'] === true
        ? `${answered(args)} and speaks of a missing scope, although ${name(args)} was granted.${said(args)}`
        : `${answered(args)}: ${name(args)} was not granted.${said(args)}`,
    remedy: "Compare the client's scopes with what the route asks for, then authorize again.",
    nextCommand: authorize(args),
  }),
  'scope.route-no-oauth': (args) => ({
    message: `${answered(args)} to a token that works elsewhere: the route seems to take no OAuth token, so it proves nothing about ${name(args)}.${said(args)}`,
    remedy:
      'Check by hand whether your integration can use this scope; a config may name another route for it under "probes".',
    nextCommand: again(args),
  }),
  'scope.permission-missing': (args) => {
    const permission = arg(args, 'permission');
    return {
      message: `${name(args)} was granted, but the user who authorized ${args['likely'] === true ? 'most likely ' : ''}lacks the ${permission === '' ? '' : `${permission} `}permission.${said(args)}${args['likely'] === true ? ' A product that is not enabled is the other possibility.' : ''}${arg(args, 'other') === '' ? '' : ` The product is enabled: ${arg(args, 'other')} works.`}`,
      remedy:
        "Give the permission to the user's role under Organization Settings > Roles, or authorize as a user who has it.",
      nextCommand: authorize(args),
    };
  },
  'scope.product-disabled': (args) => ({
    message: `${answered(args)}: the product behind ${name(args)} is not enabled for this organization or site.${said(args)}`,
    remedy: 'Enable the product in the organization (a sandbox upgrade may do), then check again.',
    nextCommand: again(args),
  }),
  'scope.denied-unclear': (args) => ({
    ...shutOrOpen(args),
    message: `${answered(args)}, and the answer does not tell why ${name(args)} was refused. Possible: ${candidates(args)}.${said(args)}`,
  }),
  'scope.companion-missing': (args) => ({
    message: `${name(args)} cannot be tried alone: its routes also need ${arg(args, 'companions')}, which was not granted.`,
    remedy: `Add ${arg(args, 'companions')} to the client and authorize again, or drop ${arg(args, 'scope')}.`,
    nextCommand: authorize(args),
  }),
  'scope.route-missing': (args) => ({
    message: `${answered(args)}: this site or organization does not have what ${name(args)} is tried on.${said(args)}`,
    remedy:
      'Check that the product is in use in this organization, or try the scope by hand there.',
    nextCommand: again(args),
  }),
  'scope.not-on-site': (args) => ({
    message: `${name(args)} has nothing to be tried on: ${answered(args)}, while ${arg(args, 'elsewhere') || 'another site'} has it, so the product is not on this site or not in this organization.${said(args)}`,
    remedy: `Let your integration do without ${arg(args, 'scope')} on ${arg(args, 'site')}, or ask Datadog when it comes there.`,
  }),
  'scope.unknown': (args) => ({
    message: `${name(args)} was granted, but ddoauth does not know this scope and cannot try it.`,
    remedy: `Add a route that needs ${arg(args, 'scope')} to your config, under "probes".`,
  }),
  'scope.unprovable': (args) => ({
    message: `${name(args)} was granted, but no harmless read can prove it. ${arg(args, 'reason')}`,
    remedy: arg(args, 'byHand'),
  }),
  'scope.unreachable': (args) => ({
    message: `${name(args)} was not tried: Datadog could not be reached${because(args)}.`,
    remedy: 'Check network, proxy and certificates.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'scope.timeout': (args) => ({
    message: `${name(args)} is undecided: ${arg(args, 'route')} did not answer in time.`,
    remedy: 'Try again, with a longer --timeout if it stays slow.',
    nextCommand: again(args),
  }),
  'scope.server-error': (args) => ({
    message: `${name(args)} is undecided: ${answered(args)}, an error on Datadog's side.`,
    remedy: 'Try again later; quote the request id to Datadog if it stays.',
    nextCommand: again(args),
  }),
  'scope.rate-limited': (args) => ({
    message: `${name(args)} is undecided: ${arg(args, 'route')} is rate limited${arg(args, 'reason') === '' ? ' (429)' : because(args)}.`,
    remedy:
      arg(args, 'waitSeconds') === ''
        ? 'Try again later, with a lower --concurrency.'
        : `Try again in ${arg(args, 'waitSeconds')} seconds, with a lower --concurrency.`,
    nextCommand: again(args),
  }),
  'scope.gateway-page': (args) => ({
    message: `${name(args)} is undecided: ${answered(args)} with a page that is not the API's: a proxy, a gateway or a login page stands between.`,
    remedy: 'Check the proxy settings and the API host of the site.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'scope.answer-unreadable': (args) => ({
    message: `${name(args)} is undecided: ${answered(args)} with a body that is no JSON.`,
    remedy: 'Look at the exchange in the report; something may rewrite the answers.',
    nextCommand: `${again(args)} --verbose`,
  }),
  'scope.answer-errors': (args) => ({
    message: `${name(args)} is undecided: ${answered(args)} with errors instead of data.${said(args)}`,
    remedy: 'Look at the exchange in the report, then try again.',
    nextCommand: again(args),
  }),
  'scope.probe-refused': (args) => ({
    message: `${name(args)} is undecided: ${answered(args)}, so the probe was not right for this route.${said(args)}`,
    remedy: 'Try the scope by hand and report the route to the authors of ddoauth.',
    nextCommand: `${again(args)} --verbose`,
  }),
  'scope.answer-unexpected': (args) => ({
    message: `${name(args)} is undecided: ${answered(args)}, which was not expected.${said(args)}`,
    remedy: 'Look at the exchange in the report.',
    nextCommand: `${again(args)} --verbose`,
  }),
  'scope.weak-evidence': (args) => ({
    message: `${name(args)} seems to be let in: ${answered(args)} for an id that does not exist, where a token without the scope gets 403. That is weak evidence${args['recorded'] === true ? ', although Datadog is known to answer so' : ''}.`,
    ...(args['writesUnasked'] === true
      ? orWrite(args)
      : {
          remedy: `Try by hand what your integration does with ${arg(args, 'scope')} to be sure.`,
        }),
  }),
  'scope.refused-as-expected': (args) => ({
    message: `${answered(args)}, as it should: ${name(args)} was not granted.`,
  }),
  'scope.open-without-grant': (args) => ({
    message: `${answered(args)} although ${name(args)} was not granted: the token may do more than its scopes say.`,
    remedy:
      'Check whether the route is open to every token, and report it to Datadog if it should not be.',
  }),
  'scope.ungranted-untold': (args) => ({
    message: `${arg(args, 'route')} was to refuse a token without ${name(args)}, but its answer says nothing${because(args)}.`,
  }),
  'scope.unused': (args) => ({
    message: `${name(args)} was granted, but nothing the profile names asks for it.`,
    remedy: 'Drop the scope from the client, or add it to the profile if your integration uses it.',
  }),
};
