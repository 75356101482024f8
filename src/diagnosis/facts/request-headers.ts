import type { OfflineCheck } from '../define-rule.ts';
import { mentions } from './input-values.ts';
import type { Reading } from '../read-input.ts';

/** Routes that are known to take keys only, whatever scopes their documentation lists. */
export const KEY_ROUTES =
  /\/api\/v[12]\/(?:validate|current_user|api_key|application_key|api_keys(?!\/marketplace)|application_keys|cost|obs-pipelines|remote_config\/products\/obs_pipelines|validate_keys)\b|\/api\/unstable\/fleet\b/i;

/** A value that the input's own log or writer has hidden, with its first word; ours is `[redacted]`. */
const HIDDEN_HEADER =
  /\b[Aa]uthorization["'\s:=,]{1,12}(?:\*|<|\.{3}|[xX]{4,}|\[(?!redacted\])|\$|%|\{|(?:REDACTED|[Mm]asked|[Ff]iltered|[Hh]idden)\b)/;
/** Headers of a request, and not those of an answer. */
const SENT_HEADER = /-H ["']|\bdd-(?:api|application)-key\b|\bauthorization["']?:/i;

/** Whether the request of an input went without an access token, as far as its headers are there. */
export function lacksBearer(reading: Reading): OfflineCheck | undefined {
  if (!hasHeaders(reading)) return undefined;
  const because = 'looked for the header in the input';
  const isSent = reading.exchanges.some(({ bearer }) => bearer !== undefined);
  if (isSent || mentions(reading, /\bbearer\b/i)) return { holds: false, because };
  const isShown = mentions(reading, SENT_HEADER) && !mentions(reading, HIDDEN_HEADER);
  return isShown ? { holds: true, because } : { because: 'the headers of the input show no token' };
}

/** The input shows the headers of a request, so that a header it lacks was not sent. */
export function hasHeaders(reading: Reading): boolean {
  return (
    mentions(reading, /\bbearer\b/i) ||
    mentions(reading, /dd-(?:api|application)-key/i) ||
    mentions(reading, /-H ["']|"headers"|authorization["']?:/i)
  );
}
