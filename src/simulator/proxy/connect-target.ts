import { isDatadogHost } from './datadog-names.ts';

/** Where a CONNECT wants to go, or why it is not let there. */
export type ConnectTarget =
  | { readonly host: string; readonly refusal?: undefined }
  | { readonly host: string | undefined; readonly refusal: Refusal };

/** Why a request to the proxy is refused. */
export type Refusal = 'malformed' | 'not-datadog' | 'port' | 'plain-http';

const LONGEST_NAME = 253;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Reads the target of a CONNECT, `host:port`, and decides: Datadog's hosts at port 443, nothing else.
 * @see RFC 9110 section 9.3.6
 */
export function readConnectTarget(authority: string): ConnectTarget {
  const [, name = '', port = ''] = /^(\[[0-9a-f:.]{2,45}\]|[^:@/\\?#[\]\s]+):(\d{1,5})$/i.exec(
    authority,
  ) ?? ['', '', ''];
  const host = bareHost(name);
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) {
    return { host: undefined, refusal: 'malformed' };
  }
  if (!host.startsWith('[') && !isHostName(host)) return { host: undefined, refusal: 'malformed' };
  if (!isDatadogHost(host)) return { host, refusal: 'not-datadog' };
  return Number(port) === 443 ? { host } : { host, refusal: 'port' };
}

/** A host name as it is compared: lower case, without the final dot. */
export function bareHost(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Whether a `Host` header or an SNI names `host`; port 443 may stand behind it. */
export function namesHost(text: string, host: string): boolean {
  return bareHost(text.replace(/:443$/, '')) === host;
}

function isHostName(host: string): boolean {
  return host.length <= LONGEST_NAME && host.split('.').every((label) => LABEL.test(label));
}
