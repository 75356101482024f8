import type { OAuthError } from '../../oauth/oauth-error.ts';

/** How a token endpoint refused a request that no server can grant. */
export interface TokenRefusals {
  /** What this client was answered. */
  readonly ours: OAuthError;
  /**
   * What a client id that nobody has was answered to the same request; `undefined` when no answer came.
   */
  readonly nobodys: OAuthError | undefined;
  /** Whether this client showed its secret, or is public and has none to show. */
  readonly authenticated: boolean;
}

/** What the refusals tell of the client. */
export type ClientStanding =
  /** Client and secret were let in, and only then the made-up code was looked at. */
  | 'known'
  /** The id is known; no secret was shown. */
  | 'id-known'
  | 'secret-wrong'
  /** Known, and not let in: the secret is wrong, or the client is disabled or may not do this. */
  | 'not-allowed'
  | 'unknown'
  /** Refused just as a client that nobody has: the id is not known, or the secret is wrong. */
  | 'unknown-or-secret-wrong'
  /** The server answers both alike, or not at all, so its answer says nothing. */
  | 'undecided';

/**
 * Compares how a token endpoint refuses this client and one that cannot exist. Words and codes of
 * servers differ; what they say apart of the two is what they know.
 * @see RFC 6749 §5.2
 */
export function judgeStanding({ ours, nobodys, authenticated }: TokenRefusals): ClientStanding {
  const alike = nobodys !== undefined && sameAnswer(ours, nobodys);
  const isOAuth = (ours.error ?? ours.description) !== undefined;
  if (!refusesClient(ours)) {
    if (!isOAuth || nobodys === undefined || !refusesClient(nobodys)) return 'undecided';
    return authenticated ? 'known' : 'id-known';
  }
  const [aboutSecret, aboutId] = [NAMES_SECRET.test(wordsOf(ours)), NAMES_ID.test(wordsOf(ours))];
  if (aboutId && !aboutSecret) return 'unknown';
  if (nobodys !== undefined && !refusesClient(nobodys)) return 'undecided';
  if (!authenticated) return alike || nobodys === undefined ? 'undecided' : 'id-known';
  if (aboutSecret && !aboutId && !alike) return 'secret-wrong';
  if (nobodys !== undefined && !alike) {
    return ours.error === 'unauthorized_client' ? 'not-allowed' : 'secret-wrong';
  }
  // A bare 401 for everybody is no word about this client.
  return CLIENT_ERRORS.includes(ours.error ?? '') ? 'unknown-or-secret-wrong' : 'undecided';
}

const NAMES_SECRET = /secret|credential|password/i;
const NAMES_ID =
  /client[_ ]?id|unknown client|client (?:is |was )?(?:unknown|not (?:found|known|registered))|no such client/i;
const CLIENT_ERRORS = ['invalid_client', 'unauthorized_client'];

/** Whether a refusal is about the client, not about what it asked for. */
function refusesClient(answer: OAuthError): boolean {
  return (
    answer.status === 401 ||
    CLIENT_ERRORS.includes(answer.error ?? '') ||
    NAMES_ID.test(wordsOf(answer))
  );
}

function wordsOf({ error, description, raw }: OAuthError): string {
  return `${error ?? ''} ${description ?? raw}`.slice(0, 500);
}

/** Two answers are the same apart from what is new in each: ids, times, the client id itself. */
function sameAnswer(a: OAuthError, b: OAuthError): boolean {
  return a.status === b.status && plain(wordsOf(a)) === plain(wordsOf(b));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#')
    .replace(/[0-9a-z_+/=-]*\d[0-9a-z_+/=-]*/g, '#');
}
