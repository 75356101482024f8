/** What `ddoauth help` knows beside the commands. */
export const TOPIC_NAMES = ['exit-codes', 'environment', 'proof'] as const;

export type TopicName = (typeof TOPIC_NAMES)[number];
