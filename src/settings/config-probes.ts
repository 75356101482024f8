import type { ReadProbe } from '../catalog/scope-row.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Config, ConfigProbe } from './config-schema.ts';
import { isObject } from './read-json-file.ts';

function isJsonValue(value: unknown): value is JsonValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isJsonValue);
  return isJsonObject(value);
}

function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value) && Object.values(value).every(isJsonValue);
}

function probeFrom(scope: string, probe: ConfigProbe, index: number): ReadProbe {
  const { method, path, query, body } = probe;
  return {
    method,
    path,
    ...(query === undefined ? {} : { query }),
    ...(isJsonObject(body) ? { body } : {}),
    operationId: `config:${scope}[${String(index)}]`,
    opens: [[scope]],
    oauthDeclared: false,
    unstable: false,
    // Where the answer's data is, nobody says. JSON:API's place is the one guess that cannot take
    // an empty list in an envelope for data.
    dataAt: 'data',
  };
}

/** The probes a config adds, by scope, in the form of the scope catalog. */
export function configProbes(config: Config): Readonly<Record<string, readonly ReadProbe[]>> {
  return Object.fromEntries(
    Object.entries(config.probes ?? {}).map(([scope, probes]) => [
      scope,
      probes.map((probe, index) => probeFrom(scope, probe, index)),
    ]),
  );
}
