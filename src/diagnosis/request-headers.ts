import { mentions } from './input-values.ts';
import type { Reading } from './read-input.ts';

/** Routes that are known to take keys only, whatever scopes their documentation lists. */
export const KEY_ROUTES =
  /\/api\/v[12]\/(?:validate|current_user|api_key|application_key|api_keys(?!\/marketplace)|application_keys|cost|obs-pipelines|remote_config\/products\/obs_pipelines|validate_keys)\b|\/api\/unstable\/fleet\b/i;

/** The input shows the headers of a request, so that a header it lacks was not sent. */
export function hasHeaders(reading: Reading): boolean {
  return (
    mentions(reading, /\bbearer\b/i) ||
    mentions(reading, /dd-(?:api|application)-key/i) ||
    mentions(reading, /-H ["']|"headers"|authorization["']?:/i)
  );
}
