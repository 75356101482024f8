import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

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
  explain: ({ reading, context }) => ({
    causes: [
      open(
        'unit',
        'the time is in another unit: date_happened and metric points are seconds since 1970, not milliseconds',
      ),
      open(
        'clock',
        'the clock of the sender is off; the Date header of any answer shows by how much',
      ),
      open(
        'backfill',
        'old data is sent: events may be 18 hours old, metrics one hour, service checks ten minutes',
      ),
      open('zone', 'a local time was taken for UTC'),
      open('queue', 'the data waited in a queue too long before it was sent'),
    ],
    fix: 'Send the present time in seconds UTC. Metrics that are too old are dropped without an error, so check the clock for them too.',
    nextCommand: runNext('keys validate', reading, context),
  }),
});
