/** An HTTP status a text names. */
export interface NamedStatus {
  readonly status: number;
  /** Where it stands in its view. */
  readonly view: string;
  readonly index: number;
}

const REASONS =
  'bad request|unauthorized|forbidden|(?:page )?not found|conflict|too many requests|client error|server error|internal server error|bad gateway|service unavailable|gateway time-?out';

/** The ways in which logs, libraries and tools write a status. */
const FORMS: readonly RegExp[] = [
  /\bHTTP\/\d(?:\.\d)?"?\s{1,2}([1-5]\d\d)\b/gi,
  /\bHTTP\s{1,2}(?:error\s{1,2}|status\s{1,2}|code\s{1,2})?([1-5]\d\d)\b/gi,
  /\bstatus(?:[\s_-]?code)?["'*]{0,3}\s?(?:[:=]|=>|is|of|was)?\s?["'*]{0,3}([1-5]\d\d)\b/gi,
  new RegExp(`\\b([1-5]\\d\\d)(?::|\\s-)?\\s?\\(?(?:${REASONS})\\b`, 'gi'),
  new RegExp(`\\b(?:${REASONS})\\s?\\(?([1-5]\\d\\d)\\b`, 'gi'),
  /\b(?:returned|got|with|response)\s(?:an?\s)?(?:error:?\s|code:?\s)?([1-5]\d\d)\b/gi,
  /"\s([1-5]\d\d)\s\d{1,10}\b/g,
  // Traefik, nginx, load balancers.
  /\b(?:downstream|upstream|origin|response|resp|elb|target|backend)_?status(?:_?code)?["']{0,2}\s?[:=]\s?["']?([1-5]\d\d)\b/gi,
  // HAProxy: five times, status, bytes.
  /\s-?\d{1,9}(?:\/[-+]?\d{1,9}){3,4}\s([1-5]\d\d)\s\+?\d{1,12}\s/g,
];

/** A request of the input that was answered. */
interface Answered {
  readonly status?: number;
  readonly role: string;
  readonly target: { readonly place: { readonly kind: string } };
}

/**
 * The statuses that Datadog may have answered: where the input has requests, none that only other
 * hosts gave, such as the partner's own callback.
 */
export function datadogStatuses(
  named: readonly NamedStatus[],
  requests: readonly Answered[],
): NamedStatus[] {
  const isDatadogs = ({ role, target }: Answered): boolean =>
    target.place.kind !== 'outside' ||
    ['authorize', 'token', 'revoke', 'api', 'intake'].includes(role);
  return named.filter(({ status }) => {
    const answered = requests.filter((request) => request.status === status);
    return answered.length === 0 || answered.some(isDatadogs);
  });
}

/** Every status of the views, first mention of each. */
export function statusesIn(views: readonly string[]): NamedStatus[] {
  const found = new Map<number, NamedStatus>();
  for (const view of views) {
    for (const form of FORMS) {
      for (const hit of view.matchAll(form)) {
        const status = Number(hit[1]);
        if (!found.has(status)) found.set(status, { status, view, index: hit.index });
      }
    }
  }
  return [...found.values()];
}
