import type { Report } from '../../model/report.ts';

/**
 * What the results of each report are told apart by where the reports are about different clients: the
 * profile, else the client id, both where one profile stands for several clients. Nothing where all are
 * about the same client, and for a report without one.
 */
export function labelsOf(
  reports: readonly Pick<Report, 'profile' | 'client'>[],
): (string | undefined)[] {
  const identities = reports.map(({ profile, client }) =>
    JSON.stringify([profile, client?.clientId ?? null]),
  );
  if (new Set(identities).size < 2) return reports.map(() => undefined);
  const short = reports.map(({ profile, client }) => profile ?? client?.clientId);
  return reports.map(({ client }, index) => {
    const label = short[index];
    const isShared = short.some(
      (other, at) => other === label && identities[at] !== identities[index],
    );
    return isShared && label !== undefined && client !== null && label !== client.clientId
      ? `${label} (${client.clientId})`
      : label;
  });
}
