import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

const DATA = '(?:data|metrics?|events?|logs?|traces?|spans?|service checks?)';
const NOT_SEEN =
  "(?:(?:do|does|did|are|is|was|were)(?:n't| not)|don't|doesn't|never|not|nowhere) (?:being )?(?:be )?(?:show(?:s|n|ing)?(?: up)?|appear(?:s|ed|ing)?|visible|arriv(?:e|es|ed|ing)|seen)|(?:show(?:s)? up|appear(?:s)?) nowhere|(?:is|are|was|were) (?:nowhere|silently dropped|dropped silently|lost)";
const WORDS = new RegExp(
  `\\b${DATA}\\b[^\\n]{0,60}\\b(?:${NOT_SEEN})(?![a-z])|\\bnothing (?:shows?(?: up)?|appears?|arrives?|is visible|can be (?:seen|found)|to be (?:seen|found))\\b[^\\n]{0,40}\\b(?:explorer|datadog|dashboard|index|live tail)\\b|\\b(?:cannot|can't|can not|don't|do not) (?:see|find) (?:the |our |my |any |these )?${DATA}\\b`,
  'i',
);
const ACCEPTED =
  /\b20[02]\b|\baccepted\b|\bsuccess(?:ful(?:ly)?)?\b|\bhttp 2\d\d\b|\b(?:sent|sending|submit(?:s|ted)?|post(?:ed)?|ingest(?:ed)?|intake)\b|"status":\s?"ok"/i;

/** A time in milliseconds, or what makes one. */
const MILLISECONDS =
  /\bDate\.now\(\)|\bcurrentTimeMillis\b|\btoUnixTimeMilliseconds\b|\bUnixMilli\b|\bmilliseconds\b|(?<!\d)1[6-9]\d{11}(?!\d)/i;

/** Accepted, and gone. */
export const dataNotVisible = defineRule({
  id: 'data-not-visible',
  title: 'The intake accepted the data, and it does not show in Datadog',
  links: ['testingGuide', 'apiReference', 'sites'],
  signatures: [
    {
      pattern: WORDS,
      when: ({ views, namesDatadog }) => namesDatadog && views.some((view) => ACCEPTED.test(view)),
      sure: 'likely',
    },
  ],
  causes: [
    {
      id: 'other-site',
      text: 'the key is of another site than the intake; some intakes answer 2xx all the same and drop the data',
      live: { ask: 'api-key-valid-here', holdsWhen: 'no' },
    },
    {
      id: 'clock',
      text: "the sender's clock is off, so that the data lies outside of what is taken",
      live: { ask: 'clock-right', holdsWhen: 'no' },
    },
    {
      id: 'too-old',
      text: 'the time of the data is too far from now: metrics one hour, service checks ten minutes, logs and events 18 hours; too old metrics are dropped without an error',
      check: ({ reading }) =>
        mentions(reading, MILLISECONDS)
          ? { because: 'the input has a time in milliseconds; metrics and checks take seconds' }
          : undefined,
      byHand: 'compare the time that was sent, and its unit, with the present time',
    },
    {
      id: 'delay',
      text: 'it takes seconds to minutes until data can be found, longer for a new metric name',
      byHand: 'look again after five minutes',
    },
    {
      id: 'other-org',
      text: 'one looks in another organisation than the key belongs to',
      byHand:
        'compare the organisation of the browser with that of the grant (ddoauth grants list)',
    },
    {
      id: 'filtered',
      text: 'a log index filter, a tag or the time range of the page hides it',
      byHand:
        'search by the exact tag or message over the last hour, and look at the index filters',
    },
  ],
  fix: 'A 2xx proves only that bytes were taken. Validate the key at the site of the grant, send with the present time to the intake hosts of that site, and read the data back.',
  next: nextRun('keys validate'),
  mustNotClaim: [
    'a request that was refused by a status',
    'a dashboard or page that does not load',
    'data of other products',
  ],
});
