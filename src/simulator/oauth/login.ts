import { escapeHtml } from '../../html.ts';
import {
  mediaType,
  page,
  redirect,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { htmlPage } from '../http/html-page.ts';
import { OAUTH_ERRORS, oauthError } from './oauth-errors.ts';
import type { World } from '../world/world.ts';

/** Path of the login page on a web app host. */
export const LOGIN_PATH = '/account/login';
/** From the login page to the authorize page, and back: relative, as the consent form's action. */
const TO_AUTHORIZE = '../oauth2/v1/authorize';
const TO_LOGIN = '../../account/login';
const FORM_ACTION = 'login';

/** Parameter in which a request to authorize shows that its user has logged in. */
const SHOWN_AS = 'login';
/** Logins kept at most; the oldest is forgotten first. */
const MOST_LOGINS = 1000;

/**
 * Where an authorization request goes whose user has not logged in; `undefined` when it may go on. A
 * login is good for one request. Sites ask for it only under the setting `loginFirst`.
 */
export function loginFirst(world: World, request: SimulatorRequest): SimulatorAnswer | undefined {
  if (!world.seed.settings.loginFirst) return undefined;
  const shown = request.query.get(SHOWN_AS) ?? '';
  if (world.logins.delete(shown)) return undefined;
  return redirect(
    `${TO_LOGIN}?${new URLSearchParams({ next: request.query.toString() }).toString()}`,
  );
}

/** `GET /account/login`: a page with one button. */
export function loginPage(_world: World, request: SimulatorRequest): SimulatorAnswer {
  const next = escapeHtml(request.query.get('next') ?? '');
  return page(
    200,
    htmlPage(
      'Log in (simulated Datadog)',
      `<h1>Log in</h1>
<p class="note">This is ddoauth's simulator of Datadog. No real account is involved.</p>
<form method="post" action="${FORM_ACTION}">
<input type="hidden" name="next" value="${next}">
<div class="actions"><button type="submit" name="login" value="1">Log in</button></div>
</form>`,
    ),
  );
}

/** `POST /account/login`: back to the authorization request that wanted a login. */
export function logIn(world: World, request: SimulatorRequest): SimulatorAnswer {
  if (mediaType(request) !== 'application/x-www-form-urlencoded') {
    return oauthError(400, OAUTH_ERRORS.contentType);
  }
  const form = new URLSearchParams(request.body.toString('utf8'));
  const query = new URLSearchParams(form.get('next') ?? '');
  const login = world.ids.token();
  world.logins.add(login);
  for (const oldest of world.logins) {
    if (world.logins.size <= MOST_LOGINS) break;
    world.logins.delete(oldest);
  }
  query.set(SHOWN_AS, login);
  return redirect(`${TO_AUTHORIZE}?${query.toString()}`);
}
