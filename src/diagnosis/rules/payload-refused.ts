import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { runNext } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

const TOO_LARGE =
  /(?<![a-z0-9])(?:payload|content|body|request(?: entity)?) (?:is |was )?too (?:large|big)(?![a-z0-9])/i;
const MALFORMED =
  /\b(?:request )?body contains invalid json\b|^invalid json\b|\bis not valid json\b|\b(?:failed|unable) to (?:decode|unmarshal|parse) (?:the )?(?:request|body|payload|json)\b|\bpayload is not in the expected format\b|\bdecompression (?:failed|error)\b/i;
const FIELD = anyOf({
  v1: [
    /^api input validation failed/,
    /^missing required field/,
    /^field '[^'\n]{1,200}' is invalid/,
    /^invalid (?:payload|input|parameter|argument|path parameter|field)\b/,
    /^(?:the )?value (?:provided for|of) parameter/,
  ],
  v2: [
    /\binput_validation_error\(/,
    /^additional properties are not allowed/,
    /^attribute "[^"\n]{1,200}"/,
    /^got type "/,
    /^document is missing required top-level members/,
  ],
});

/** A call of the API or of an intake, and no step of OAuth. */
function isApiCall({ views, errors }: Case['reading']): boolean {
  return (
    views.some((view) => /\/api\/(?:v[12]|unstable|intake)\/(?!oauth2)|\bintake\b/i.test(view)) &&
    !views.some((view) => /\/oauth2\/v1\//i.test(view)) &&
    !errors.some(({ code }) => code !== undefined && /^invalid_|_client$/.test(code))
  );
}

/** The request got in, and what it carries is not taken. */
export const payloadRefused = defineRule({
  id: 'payload-refused',
  title: 'Datadog refused the content of the request: too large, unreadable, or a wrong field',
  links: ['apiReference'],
  yieldsTo: ['event-time', 'registration-refused', 'api-key-exists', 'data-not-visible'],
  signatures: [
    { status: [413], sure: 'possible', withDatadog: 'certain' },
    { pattern: TOO_LARGE, sure: 'possible', withDatadog: 'certain' },
    { status: [415], sure: 'possible', withDatadog: 'likely' },
    {
      entry: ({ text, envelope, code }) =>
        envelope !== 'rfc6749' &&
        (code === undefined || code === 'invalid_argument') &&
        (MALFORMED.test(text) || FIELD.test(text)),
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      entry: ({ text, envelope }) => envelope !== 'rfc6749' && /^bad request\W{0,3}$/i.test(text),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      status: [400, 422],
      when: (reading) => reading.namesDatadog && isApiCall(reading),
      sure: 'possible',
    },
  ],
  causes: [
    {
      id: 'too-large',
      text: 'the body is larger than the route takes: v1 metrics 3.2 MB, v2 metrics 500 kB, logs 5 MB with at most 1000 of 1 MB each, OTLP metrics 500 kB',
      check: ({ reading }) => {
        const says =
          mentions(reading, TOO_LARGE) || reading.statuses.some(({ status }) => status === 413);
        return says ? { holds: true, because: 'the answer says so' } : undefined;
      },
      byHand: 'log the length of the body, packed and unpacked',
    },
    {
      id: 'unreadable',
      text: 'the body is not the JSON or protobuf it should be: cut off, packed without Content-Encoding, or encoded twice',
      check: ({ reading }) =>
        reading.errors.some(({ text }) => MALFORMED.test(text))
          ? { holds: true, because: 'the answer says so' }
          : undefined,
      byHand: 'write the body that is sent to a file and read it with a JSON parser',
    },
    {
      id: 'content-type',
      text: 'the content type is not one the route takes',
      check: ({ reading }) =>
        reading.statuses.some(({ status }) => status === 415)
          ? { holds: true, because: 'the status is 415' }
          : undefined,
      byHand: 'compare the Content-Type that is sent with the API reference of the route',
    },
    {
      id: 'field',
      text: 'a field is missing, unknown, or has a value of another kind',
      check: ({ reading }) =>
        reading.errors.some(({ text }) => FIELD.test(text))
          ? { holds: true, because: 'the answer names it' }
          : undefined,
      byHand: 'hold the body against the API reference of the route',
    },
    {
      id: 'temporality',
      text: 'metrics by OTLP are cumulative: the intake takes delta only',
      when: ({ reading }) => mentions(reading, /\botlp\b/i),
      byHand: 'look at the temporality preference of the exporter',
    },
    {
      id: 'version',
      text: 'the body is that of the other version of the route: v1 and v2 of metrics and events differ',
      byHand: 'compare the version in the path with the page the body was copied from',
    },
  ],
  fix: 'The credentials were good enough; correct the content. create-key --payload FILE holds a body of yours against the schema, the limits and the time windows before anything is sent.',
  next: ({ reading, context }) => runNext('create-key --payload FILE', reading, context),
  mustNotClaim: [
    'a 400 of the authorize or token endpoint, which is about OAuth',
    'data whose time is too far from now',
    'a body of another product that is too large',
  ],
});
