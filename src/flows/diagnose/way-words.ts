import type { HostLook } from './host-look.ts';

/** ` through the proxy http://…`, where there is one. */
export function wayTo({ proxy }: Pick<HostLook, 'proxy'>): string {
  return proxy === undefined ? '' : ` through the proxy ${proxy}`;
}

/** The day of a time, `2026-11-25`. @param ms milliseconds since 1970 */
export function dayOf(ms: number | undefined): string {
  return ms === undefined || Number.isNaN(ms)
    ? 'an unknown day'
    : new Date(ms).toISOString().slice(0, 10);
}
