import type { Sent } from '../../model/http.ts';
import type { OAuthError } from '../../oauth/oauth-error.ts';

/** A refusal in few words: `401 invalid_client - Invalid client_secret parameter value.` */
export function refusalWords(refusal: OAuthError | undefined, sent?: Sent): string {
  if (refusal !== undefined) {
    const { status, error, description } = refusal;
    const said = [error, description].filter((part) => part !== undefined && part !== '');
    return `${String(status)}${said.length === 0 ? '' : ` ${said.join(' - ').slice(0, 200).replace(/\.$/, '')}`}`;
  }
  if (sent?.failure !== undefined) return `no answer: ${sent.failure.code}`;
  return sent === undefined ? 'no answer' : `status ${String(sent.response.status)}`;
}
