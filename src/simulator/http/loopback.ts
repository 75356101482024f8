/** Whether a host name, as it stands in a URL or a `Host` header without port, is this machine's loopback. */
export function isLoopbackName(name: string): boolean {
  const host = name.toLowerCase().replace(/\.$/, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/**
 * Whether a `Host` header is a loopback name. A web page whose own name was made to resolve to
 * 127.0.0.1 sends that name, so its requests are told apart (DNS rebinding).
 */
export function isLoopbackHostHeader(header: string | undefined): boolean {
  const [, name] = /^(\[[0-9a-f:]+\]|[^:@/\\\s]+)(?::\d{1,5})?$/i.exec(header ?? '') ?? [];
  return name !== undefined && isLoopbackName(name);
}

/** Whether an `Origin` header is a page of this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackName(new URL(origin).hostname);
}
