/**
 * What is created and deleted to prove a scope that writes, written by hand from the request schemas
 * and the notes of the fact file. Everything here is disabled, paused, a draft or a test where
 * Datadog has such a switch; nothing names a person, a channel or a mail address; everything carries
 * `{name}`, and `ddoauth_run:{run}` where it may be tagged.
 */
import { ROUND_TRIPS_A_K } from './round-trips-a-k.mjs';
import { ROUND_TRIPS_L_Z } from './round-trips-l-z.mjs';
import { SECURITY_ROUND_TRIPS } from './security-round-trips.mjs';

/** Round trips by scope. A request is `[method, path, { query, body, upload, opens }]`. */
export const ROUND_TRIPS = { ...ROUND_TRIPS_A_K, ...ROUND_TRIPS_L_Z, ...SECURITY_ROUND_TRIPS };
