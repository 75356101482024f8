import { ToolError } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import type { Exchange } from '../../model/http.ts';
import type { Report } from '../../model/report.ts';
import { Redactor } from '../../redact.ts';
import type { Source } from '../../report/merge/merge-reports.ts';
import { parseReport } from '../../report/saved/parse-report.ts';
import { readJsonDocument } from '../options/json-document.ts';

/** Variables whose values must not get out by way of a report that somebody else made. */
const SECRET_VARIABLES =
  /^(?:DDOAUTH_CLIENT_SECRET|DDOAUTH_EMIT_API_KEY|DDOAUTH_REFRESH_TOKEN(?:_.+)?|DD_(?:API|APP)_KEY)$/;

/** A redactor that knows the secrets of the environment: a saved report tells it of no others. */
export function redactorOf({ env }: Pick<Host, 'env'>): Redactor {
  const redactor = new Redactor();
  for (const [name, value] of Object.entries(env)) {
    if (SECRET_VARIABLES.test(name)) redactor.add(value);
  }
  return redactor;
}

/**
 * Reads reports that were saved from `--json`, one after the other; `-` is standard input.
 * @throws ToolError `usage.file` with file and place
 */
export async function readReports(
  host: Pick<Host, 'cwd' | 'io'>,
  names: readonly string[],
  redactor: Redactor,
): Promise<Source[]> {
  if (names.filter((name) => name === '-').length > 1) {
    throw new ToolError('usage.flag', 'report: standard input (-) can be read once.');
  }
  const sources: Source[] = [];
  for (const name of names) {
    const shown = name === '-' ? 'standard input' : name;
    const parsed = parseReport(await readJsonDocument(host, name));
    if ('problem' in parsed) {
      throw new ToolError(
        'usage.file',
        `${shown}: ${parsed.problem}`,
        parsed.hint === undefined ? {} : { hint: parsed.hint },
      );
    }
    const { report, unknown } = parsed;
    if (unknown !== undefined) {
      const { name: tool, version } = report.tool;
      host.io.stderr(
        `${shown}: made by ${tool} ${version}, with a member this version does not know (${unknown}); it is kept and not shown.\n`,
      );
    }
    sources.push({ name: shown, report: redacted(report, redactor) });
  }
  return sources;
}

/** What a server said is looked through again: a file need not come from this program. */
function redacted(report: Report, redactor: Redactor): Report {
  const clean = (text: string): string => redactor.redact(text);
  const cleanExchange = (exchange: Exchange): Exchange => ({
    ...exchange,
    url: clean(exchange.url),
    ...(exchange.error === undefined ? {} : { error: clean(exchange.error) }),
    ...(exchange.responseBody === undefined ? {} : { responseBody: clean(exchange.responseBody) }),
    ...(exchange.requestHeaders === undefined
      ? {}
      : {
          requestHeaders: Object.fromEntries(
            Object.entries(exchange.requestHeaders).map(([name, value]) => [
              name,
              cleanHeader(name, value, clean),
            ]),
          ),
        }),
  });
  return {
    ...report,
    results: report.results.map((result) => ({
      ...result,
      exchanges: result.exchanges.map(cleanExchange),
    })),
  };
}

/** A value may be secret by the name of its header alone. */
function cleanHeader(name: string, value: string, clean: (text: string) => string): string {
  const line = clean(`${name}: ${value}`);
  return line.startsWith(`${name}: `) ? line.slice(name.length + 2) : clean(value);
}
