import { defineRule } from '../define-rule.ts';
import { valuesOf } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

/** Data carries a time that the intake does not take. */
export const eventTime = defineRule({
  id: 'event-time',
  title: 'The time of the submitted data is too far from now',
  links: ['apiReference'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])events? (?:is |was )?too far in the (?:past|future)(?![a-z0-9])/i,
      sure: 'certain',
    },
    {
      pattern:
        /(?<![a-z0-9])(?:timestamps?|points?|logs?|metrics?|date_happened|payload) (?:is |are |was |were )?(?:too (?:old|new)|too far in the (?:past|future)|in the future)(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'unit',
      text: 'the time is in another unit: date_happened and metric points are seconds since 1970, not milliseconds',
      check: ({ reading }) => {
        const times = valuesOf(reading, '(?:date_happened|timestamp)').filter((value) =>
          /^\d{9,20}$/.test(value),
        );
        return times.length === 0
          ? undefined
          : {
              holds: times.some((value) => value.length > 10),
              because: `the input has ${times.slice(0, 3).join(', ')}; seconds have ten digits`,
            };
      },
      byHand: 'count the digits of the time that was sent: seconds have ten',
    },
    {
      id: 'clock',
      text: 'the clock of the sender is off; the Date header of any answer shows by how much',
      live: { ask: 'clock-right', holdsWhen: 'no' },
    },
    {
      id: 'backfill',
      text: 'old data is sent: events may be 18 hours old, metrics one hour, service checks ten minutes',
      byHand: 'compare the time that was sent with the present time',
    },
    {
      id: 'zone',
      text: 'a local time was taken for UTC',
      byHand: 'see whether the difference is a whole number of hours',
    },
    {
      id: 'queue',
      text: 'the data waited in a queue too long before it was sent',
      byHand: 'compare the time of the data with the time of the request in the log of the sender',
    },
  ],
  fix: 'Send the present time in seconds UTC. Metrics that are too old are dropped without an error, so check the clock for them too.',
  next: nextRun('keys validate'),
  mustNotClaim: [
    'an expired token or certificate',
    'a query for a time range without data',
    'an event in the past in ordinary words',
  ],
});
