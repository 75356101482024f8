import type { HostStatus } from '../../catalog/site-row.ts';

/** The host that a cell of the matrix is about. */
export interface HostPlace {
  /** Key of the site. */
  readonly site: string;
  /** Host, with its port when that is not 443. */
  readonly host: string;
  /** How well it is known that there is such a host. */
  readonly status: HostStatus;
  /** The proxy that leads to it, when one does. */
  readonly proxy?: string | undefined;
}

/** Hosts that may not exist: the page that lists them for other sites leaves this one out. */
const UNSURE: readonly HostStatus[] = ['unlisted', 'derived', 'inferred'];

/** Whether nobody promises that there is such a host. */
export function mayNotExist({ status }: Pick<HostPlace, 'status'>): boolean {
  return UNSURE.includes(status);
}
