/** Commands that check something, so that their outcome can be emitted to Datadog. */
export const EMITTING_COMMANDS: readonly string[] = [
  'authorize',
  'create-key',
  'check-scopes',
  'check-regions',
  'checklist',
  'lint',
  'grants refresh',
  'keys validate',
];
