import { DATA_TYPE_NAMES, dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import type { ReadCredentials } from '../../datadog/data/read-answer.ts';
import type { Run } from '../run/run.ts';
import { readPayload, type OwnerPayload } from './payload-file.ts';

/** Which data is to be sent and how it is read back, as the flags say. */
export interface DataRequest {
  /** `undefined`: those that the command sends by default. */
  readonly types: readonly DataType[] | undefined;
  /** A payload of the user's own, instead of this program's. */
  readonly payloadFile: string | undefined;
  /** How long to look for what was sent, in milliseconds. */
  readonly readBackMs: number;
  /** Read back with `DD_API_KEY` and `DD_APP_KEY` what the grant cannot read. */
  readonly withApplicationKey: boolean;
}

/** The same, settled: nothing of it can fail any more. */
export interface DataPlan {
  readonly types: readonly DataType[];
  readonly payload: OwnerPayload | undefined;
  readonly readBackMs: number;
  readonly applicationKey: Extract<ReadCredentials, { by: 'application-key' }> | undefined;
}

/** A plan, or the verdicts that say why nothing is sent. */
export interface Prepared {
  /** Absent when the payload is not fit to be sent. */
  readonly plan: DataPlan | undefined;
  /** What was found about the payload. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Settles what is sent, before anything is: reads and checks the payload, and takes the keys for
 * reading back from the environment.
 * @throws ToolError `usage.*` for flags that contradict each other, keys that are missing, and a file
 * that cannot be read or is no JSON
 */
export function prepareData(run: Run, request: DataRequest, sites: readonly SiteRow[]): Prepared {
  const applicationKey = request.withApplicationKey ? keysOf(run, sites) : undefined;
  const { readBackMs, payloadFile } = request;
  if (payloadFile === undefined) {
    const types = request.types ?? defaultTypes(run.command);
    return { plan: { types, payload: undefined, readBackMs, applicationKey }, verdicts: [] };
  }
  const { payload, verdicts } = readPayload(run, payloadFile, request.types);
  return {
    plan:
      payload === undefined
        ? undefined
        : { types: [payload.dataType], payload, readBackMs, applicationKey },
    verdicts,
  };
}

function defaultTypes(command: string): readonly DataType[] {
  const kind = command === 'checklist' ? 'checklist' : 'create-key';
  return DATA_TYPE_NAMES.filter((name) => dataTypeRow(name).byDefault.includes(kind));
}

/** The keys of one org, which belong to one site and are shown to no other. */
function keysOf(run: Run, sites: readonly SiteRow[]): DataPlan['applicationKey'] {
  const apiKey = run.host.env['DD_API_KEY']?.trim() ?? '';
  const applicationKey = run.host.env['DD_APP_KEY']?.trim() ?? '';
  const missing = [
    ...(apiKey === '' ? ['DD_API_KEY'] : []),
    ...(applicationKey === '' ? ['DD_APP_KEY'] : []),
  ];
  if (missing.length > 0) {
    throw new ToolError(
      'usage.secret-missing',
      `--read-back-with-app-key: ${missing.join(' and ')} not set; both keys of the sandbox org are needed.`,
    );
  }
  if (sites.length > 1) {
    const keys = sites.map(({ key }) => key).join(', ');
    throw new ToolError(
      'usage.flag',
      `--read-back-with-app-key: DD_API_KEY and DD_APP_KEY are of one site, and this run is about ${keys}.`,
      { hint: 'Give the one site whose org they are of with --site' },
    );
  }
  run.redactor.add(apiKey, applicationKey);
  return { by: 'application-key', apiKey, applicationKey };
}
