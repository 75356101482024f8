import { escapeHtml } from '../../html.ts';
import { siteByKey } from '../http/address.ts';
import { htmlPage } from '../http/html-page.ts';
import type { SeedOrg, SeedUser } from '../world/seed-schema.ts';
import type { Client } from '../world/world.ts';

/** Where the form goes: relative, so that it works below `/<host>/` and behind a proxy alike. */
export const DECISION_PATH = '/oauth2/v1/authorize/decision';
const FORM_ACTION = 'authorize/decision';

/** What the consent page shows. */
export interface ConsentView {
  /** Single-use id of the authorization request. */
  readonly id: string;
  readonly client: Client;
  readonly scopes: readonly string[];
  readonly users: readonly { readonly user: SeedUser; readonly org: SeedOrg }[];
  /** Id of the user to preselect. */
  readonly selected: string | undefined;
}

/**
 * The page on which a user grants or refuses access. A plain form: it needs no script.
 * `data-site` on the options lets a program pick by site key.
 */
export function consentPage(view: ConsentView): string {
  const name = escapeHtml(view.client.name);
  const options = view.users.map(({ user, org }) => {
    const selected = user.id === view.selected ? ' selected' : '';
    const site = siteByKey(org.site);
    const label = `${org.name} (${site?.name ?? org.site}, ${site?.domain ?? ''}) as ${user.handle}`;
    return `<option value="${escapeHtml(user.id)}" data-site="${escapeHtml(org.site)}" data-org="${escapeHtml(org.id)}"${selected}>${escapeHtml(label)}</option>`;
  });
  const scopes = view.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return htmlPage(
    `Authorize ${view.client.name} (simulated Datadog)`,
    `<h1>Authorize ${name}</h1>
<p class="note">This is ddoauth's simulator of Datadog. No real account is involved.</p>
<p><strong>${name}</strong> (${escapeHtml(view.client.kind)} client <code>${escapeHtml(view.client.clientId)}</code>) asks for access to your organization.</p>
<h2 id="scopes">Permissions it asks for</h2>
${scopes.length === 0 ? '<p>None.</p>' : `<ul aria-labelledby="scopes">\n${scopes.join('\n')}\n</ul>`}
<form method="post" action="${FORM_ACTION}">
<input type="hidden" name="request" value="${escapeHtml(view.id)}">
<h2><label for="user">Site and organization</label></h2>
<select id="user" name="user">
${options.join('\n')}
</select>
<div class="actions">
<button type="submit" name="decision" value="authorize">Authorize</button>
<button type="submit" name="decision" value="deny">Deny</button>
</div>
</form>`,
  );
}
