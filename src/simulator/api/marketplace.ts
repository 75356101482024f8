import { admit } from '../access/admission.ts';
import { errors, json, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import { issueKey, type World } from '../world/world.ts';

const RIGHTS = {
  name: 'POST /api/v2/api_keys/marketplace',
  opens: [['api_keys_write']],
  products: [],
  takesRefreshTokens: true,
};

/**
 * `POST /api/v2/api_keys/marketplace`: 201 with the key once per org and client, then 409 for ever.
 * @see datadog/oauth-facts.md section 7
 */
export function createMarketplaceKey(world: World, request: SimulatorRequest): SimulatorAnswer {
  const admission = admit(world, request, RIGHTS);
  if (admission.refusal) return admission.refusal;
  const { client, org, user } = admission.grant;
  if (!client) return errors(401, 'Unauthorized');
  const keys = [...world.keys.values()];
  if (keys.some((key) => key.org.id === org.id && key.clientId === client.clientId)) {
    return errors(409, 'An API key with this name already exists');
  }
  const key = issueKey(world.ids, client, org, world.clock.now());
  world.keys.set(key.value, key);
  const at = new Date(key.createdAtMs).toISOString();
  const owner = { data: { type: 'users', id: user.id } };
  return json(201, {
    data: {
      type: 'api_keys',
      id: key.id,
      attributes: {
        created_at: at,
        key: key.value,
        last4: key.value.slice(-4),
        modified_at: at,
        name: key.name,
      },
      relationships: { created_by: owner, modified_by: owner },
    },
    included: [
      { type: 'users', id: user.id, attributes: { name: user.name, handle: user.handle } },
    ],
  });
}
