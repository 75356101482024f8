import { findKey, refuseKey } from '../access/api-key.ts';
import {
  errors,
  mediaType,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { count, type DataType } from '../world/received.ts';
import type { IssuedKey, World } from '../world/world.ts';

/** An OTLP route: what it counts as, and what takes its JSON; traces are protobuf only. */
export interface OtlpSignal {
  readonly type: DataType;
  readonly takeJson: ((world: World, key: IssuedKey, body: unknown) => SimulatorAnswer) | undefined;
}

const PROTOBUF = 'application/x-protobuf';
const METRICS_BYTES = 500_000;

/**
 * `POST /v1/traces`, `/v1/metrics` and `/v1/logs` on an OTLP host. Protobuf is counted by its bytes and
 * not decoded, so nothing of it can be read back; JSON can.
 * @see datadog/api-facts.md section 3
 */
export function submitOtlp(
  world: World,
  request: SimulatorRequest,
  signal: OtlpSignal,
): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  if (signal.type === 'otlp_metrics' && request.packedBytes > METRICS_BYTES) {
    return errors(413, 'Payload too large');
  }
  const type = mediaType(request);
  const { org } = found.key;
  const where = { site: org.site, orgId: org.id, type: signal.type };
  if (type === PROTOBUF) {
    if (!isProtobufMessage(request.body)) return errors(400, 'Invalid payload');
    count(world.received, where, `${request.body.length} bytes of protobuf`);
    return { status: 200, headers: { 'content-type': PROTOBUF }, body: '' };
  }
  if (type !== 'application/json' || !signal.takeJson) return errors(415, 'Unsupported media type');
  return signal.takeJson(world, found.key, readJson(request));
}

/**
 * Whether bytes are a message whose top level has only field 1 with a length, as all three export
 * requests have. @see protobuf.dev/programming-guides/encoding
 */
function isProtobufMessage(bytes: Buffer): boolean {
  const FIELD_ONE_WITH_LENGTH = 0x0a;
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] !== FIELD_ONE_WITH_LENGTH) return false;
    at += 1;
    let length = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || shift > 28) return false;
      at += 1;
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    at += length;
  }
  return bytes.length > 0 && at === bytes.length;
}
