import { siteByKey } from '../http/address.ts';
import { errors, isRecord, json, notFound, page, type SimulatorAnswer } from '../http/exchange.ts';
import { parseFaults } from '../faults/faults.ts';
import { indexPage } from './index-page.ts';
import { describeWorld } from './state.ts';
import { revokeGrant, type World } from '../world/world.ts';

/** A request to the simulator itself. */
export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
  /** The `Origin` header: set when a web page sends the request. */
  readonly origin: string | undefined;
  /** Whether an origin is the simulator's own machine. */
  isLocal(origin: string): boolean;
  /** The proxy's CA in PEM; `undefined` without a proxy. */
  readonly caCertificate: string | undefined;
}

/** What a control request asks of the server besides an answer. */
export interface ControlAnswer {
  readonly answer: SimulatorAnswer;
  readonly reset?: boolean;
}

/** Answers `/` and `/__simulator/…`. Web pages of other machines may not change anything here. */
export function control(world: World, request: ControlRequest): ControlAnswer {
  const { method, path, origin } = request;
  if (method === 'GET' && path === '/') return { answer: page(200, indexPage(world)) };
  if (method === 'GET' && path === '/__simulator/state') {
    return { answer: json(200, describeWorld(world)) };
  }
  if (method === 'GET' && path === '/__simulator/ca.pem' && request.caCertificate !== undefined) {
    const headers = { 'content-type': 'application/x-pem-file', 'cache-control': 'no-store' };
    return { answer: { status: 200, headers, body: request.caCertificate } };
  }
  if (method !== 'POST') return { answer: notFound() };
  if (origin !== undefined && !request.isLocal(origin)) {
    return { answer: errors(403, 'Requests from web pages elsewhere are not accepted') };
  }
  switch (path) {
    case '/__simulator/reset':
      return { answer: json(200, { status: 'ok' }), reset: true };
    case '/__simulator/faults':
      return { answer: setFaults(world, request.body) };
    case '/__simulator/revoke-grants':
      return { answer: revokeAll(world) };
    case '/__simulator/revoke-keys':
      return { answer: revokeKeys(world) };
    case '/__simulator/rotate-secret':
      return { answer: rotateSecret(world, request.body) };
    default:
      return { answer: notFound() };
  }
}

/** Replaces all faults by the list in the body; an empty list ends them. */
function setFaults(world: World, body: Buffer): SimulatorAnswer {
  const parsed = parse(body);
  if (parsed === undefined) return errors(400, 'faults: the body is not JSON');
  const faults = parseFaults(parsed);
  if (typeof faults === 'string') return errors(400, faults);
  world.faults = faults;
  return json(200, { faults: faults.length });
}

function revokeAll(world: World): SimulatorAnswer {
  const live = world.grants.filter((grant) => !grant.revoked);
  for (const grant of live) revokeGrant(world, grant);
  return json(200, { revoked: live.length });
}

/** What a user does on the page of the API keys: every key ends, and new ones can be created. */
function revokeKeys(world: World): SimulatorAnswer {
  const revoked = world.keys.size;
  world.keys.clear();
  return json(200, { revoked });
}

/**
 * Gives a client a new secret, on one site alone if `site` names it, shown here once; its grants live on,
 * as at Datadog.
 */
function rotateSecret(world: World, body: Buffer): SimulatorAnswer {
  const parsed = parse(body);
  const clientId = isRecord(parsed) ? parsed['clientId'] : undefined;
  if (typeof clientId !== 'string') return errors(400, 'clientId: must be a string');
  const client = world.clients.get(clientId);
  if (!client) return errors(404, `clientId: no client has the id "${clientId}"`);
  if (client.kind === 'public') return errors(400, 'clientId: a public client has no secret');
  const site = isRecord(parsed) ? parsed['site'] : undefined;
  const clientSecret = world.ids.hex(40);
  if (site === undefined) {
    client.secret = clientSecret;
    client.secretOn.clear();
  } else {
    if (typeof site !== 'string' || siteByKey(site) === undefined) {
      return errors(400, 'site: must be the key of a site');
    }
    client.secretOn.set(site, clientSecret);
  }
  return json(200, { clientId, clientSecret });
}

function parse(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return value;
  } catch {
    return undefined;
  }
}
