import { LAB_REFRESH_TOKEN, startLab } from './lab.mjs';
import { runProgram } from './run-node.mjs';
import { openWorkspace } from './workspace.mjs';

/** Id of the client in every config of the bench. */
export const CLIENT_ID = '5b1a1b1e-0000-4000-8000-0000000bec40';

/**
 * A lab server and a config for it with one probe for each of some scopes that the catalog does not
 * know, so that checking them is as many requests. The grant is refreshed here, once, and kept in the
 * store; measured runs find it fresh and ask for nothing but the probes.
 * @param {number} probes
 */
export async function openLabClient(probes) {
  const scopes = Array.from(
    { length: probes },
    (_, index) => `bench_${String(index).padStart(3, '0')}_read`,
  );
  const pathOf = (scope) => `/api/v2/bench/${scope}`;
  const lab = await startLab(scopes);
  const workspace = await openWorkspace(labConfig(lab.origin, scopes, pathOf), {
    DDOAUTH_REFRESH_TOKEN: LAB_REFRESH_TOKEN,
  });
  const prove = (count, flags = [], options = {}) =>
    runProgram(['check-scopes', '--scope', scopes.slice(0, count).join(','), '--json', ...flags], {
      ...workspace.options,
      ...options,
    });
  await prove(1);
  return {
    lab,
    workspace,
    urls: scopes.map((scope) => lab.origin + pathOf(scope)),
    /** Runs `check-scopes` for the first `count` scopes. */
    prove,
    close: async () => {
      lab.stop();
      await workspace.remove();
    },
  };
}

function labConfig(origin, scopes, pathOf) {
  const { host } = new URL(origin);
  return {
    defaultProfile: 'bench',
    profiles: {
      bench: {
        kind: 'published',
        clientId: CLIENT_ID,
        redirectUris: ['https://partner.example/callback'],
        scopes,
        sites: ['lab'],
      },
    },
    sites: { lab: { domain: host, app: origin, api: origin } },
    probes: Object.fromEntries(
      scopes.map((scope) => [scope, [{ method: 'GET', path: pathOf(scope) }]]),
    ),
  };
}
