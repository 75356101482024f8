/** Scopes that were seen to be refused somewhere where others of the same client were not. */
export const REFUSED_SCOPES: readonly {
  readonly pattern: RegExp;
  /** Where, as the end of a sentence. */
  readonly where: string;
}[] = [
  { pattern: /^status_pages_notice_write$/, where: 'on US5, while US1 knew it' },
  { pattern: /^apm_service_renaming_write$/, where: 'in an organization without APM' },
  { pattern: /^apps_datastore_read$/, where: 'in some organizations' },
  {
    pattern: /^workload_identity_federation_config_(?:read|write)$/,
    where: 'in some organizations',
  },
];
