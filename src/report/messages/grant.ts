import type { GRANT_FINDINGS } from '../../catalog/findings/grant.ts';
import { arg, type Wording } from '../words.ts';

const authorizeAt = (site: string): string =>
  site === '' ? 'ddoauth authorize' : `ddoauth authorize --site ${site}`;

/** The sentences about grants. */
export const GRANT_WORDS: Record<keyof typeof GRANT_FINDINGS, Wording> = {
  'grant.stored': (args) => ({
    message:
      arg(args, 'kind') === 'memory'
        ? 'Grant kept in memory for this run.'
        : `Grant stored in the ${arg(args, 'where')}.`,
  }),
  'grant.listed': (args) => ({
    message: `${arg(args, 'clientId')} · org ${arg(args, 'org') || '(not named)'} · access token until ${arg(args, 'expiresAt') || '(not said)'}${args['refreshable'] === true ? ', can be refreshed' : ''} · ${arg(args, 'scopes') || 'scopes not said'}`,
  }),
  'grant.none': (args) => ({
    message: `No grant is stored (${arg(args, 'where')}).`,
    nextCommand: 'ddoauth authorize',
  }),
  'grant.fresh': (args) => ({
    message: `Grant usable${arg(args, 'expiresAt') === '' ? '' : ` until ${arg(args, 'expiresAt')}`}.`,
  }),
  'grant.refreshed': (args) => ({
    message: `Access token refreshed; the refresh token ${args['rotated'] === true ? 'was rotated and the new one saved' : 'stays the same'}.`,
  }),
  'grant.renewed': (args) => ({
    message: `${arg(args, 'site')} refused the access token in the middle of the run, and a refresh gave a new one: it had ended or was revoked by itself. Checked again with the new one: ${arg(args, 'scopes')}.`,
    remedy:
      'If another process uses this grant, let both share one store, so that they refresh once.',
  }),
  'grant.missing': (args) => ({
    message: `No grant for ${arg(args, 'site')}.`,
    remedy: 'Authorize the client there first.',
    nextCommand: authorizeAt(arg(args, 'site')),
  }),
  'grant.other-site-only': (args) => ({
    message: `No grant for ${arg(args, 'site')}; there is one for ${arg(args, 'others')}.`,
    remedy: 'A grant works on its own site only: authorize here too, or name the other site.',
    nextCommand: authorizeAt(arg(args, 'site')),
  }),
  'grant.revoked': (args) => ({
    message: `The refresh token is refused on ${arg(args, 'site')} (${arg(args, 'error')}): revoked, replaced by a newer one, or of another client or site.`,
    remedy: 'Authorize again.',
    nextCommand: authorizeAt(arg(args, 'site')),
  }),
  'grant.no-refresh-token': (args) => ({
    message: `The access token for ${arg(args, 'site')} is over and there is no refresh token.`,
    nextCommand: authorizeAt(arg(args, 'site')),
  }),
  'grant.refresh-refused': (args) => ({
    message: `Refreshing was refused with ${[arg(args, 'status'), arg(args, 'error'), arg(args, 'description').replace(/\.$/, '')].filter(Boolean).join(' ')}.`,
    remedy:
      'With invalid_client or unauthorized_client the client id and secret do not belong together, or the secret was regenerated.',
    nextCommand: `ddoauth diagnose "${arg(args, 'error')} - ${arg(args, 'description')}"`,
  }),
  'grant.rotation-unsaved': (args) => ({
    message: `A new refresh token for ${arg(args, 'site')} could not be kept: ${arg(args, 'reason')}.`,
    remedy:
      'The one before may be worth nothing now. Make the store writable or give --refresh-token-out FILE.',
    nextCommand: authorizeAt(arg(args, 'site')),
  }),
  'grant.token-printed': (args) => ({
    message: `Access token for ${arg(args, 'site')} printed on standard output.`,
  }),
  'grant.revocation-proved': (args) => ({
    message: `Revoked on ${arg(args, 'site')}: a refresh is refused now.`,
  }),
  'grant.revocation-ineffective': (args) => ({
    message: `${arg(args, 'site')} said that it revoked the grant, yet it can still be refreshed.`,
    remedy: 'Revoke it in the web app under Organization Settings, and report this to Datadog.',
  }),
  'grant.revocation-unproved': (args) => ({
    message: `${arg(args, 'site')} accepted the revocation; whether it took effect could not be proved.`,
  }),
  'grant.revocation-refused': (args) => ({
    message: `${arg(args, 'site')} refused the revocation with ${arg(args, 'status')}.`,
    remedy: 'Check the client id and secret.',
  }),
  'grant.forgotten': (args) => ({
    message: `Removed from the ${arg(args, 'where')}. At Datadog the grant lives on until it is revoked.`,
  }),
};
