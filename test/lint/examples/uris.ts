import { config, manifest, uris, type LintExamples } from './example.ts';

const CB = 'https://app.acme.io/datadog/callback';

function onboarding(url: string | undefined): string {
  return manifest({ onboarding_url: url });
}

function local(...redirectUris: readonly string[]): string {
  return config({ redirectUris });
}

/** Examples of the rules on redirect URIs, onboarding URLs and their hosts. */
export const URI_EXAMPLES = {
  'redirect-uri-missing': {
    triggers: [config({ redirectUris: undefined }), config({ redirectUris: [] })],
    ignores: [
      config(),
      uris(),
      {
        'ddoauth.config.json': config({ redirectUris: undefined, manifest: 'm.json' }),
        'm.json': manifest(),
      },
      config({ redirectUris: undefined, manifest: 'none.json' }),
    ],
  },
  'redirect-uri-not-absolute': {
    triggers: [
      uris('/callback'),
      uris('app.acme.io/callback'),
      uris('https%3A%2F%2Fapp.acme.io%2Fcb'),
      uris('https:///callback'),
      uris('https:/app.acme.io/cb'),
      local('localhost:8085/callback'),
      uris('https://app.acme.io:99999/cb'),
      uris('https://https://app.acme.io/cb'),
      uris('https://http:/app.acme.io/cb'),
      uris(`<${CB}>`),
      uris(`[${CB}](${CB})`),
      uris('https://app,acme.io/cb'),
      uris('https://app.acme..io/cb'),
      uris(`${CB},https://eu.acme.io/cb`),
      uris(`${CB} https://eu.acme.io/cb`),
      uris(`${CB}https://eu.acme.io/cb`),
    ],
    ignores: [
      uris(CB),
      uris('https://app.acme.io/proxy/https://eu.acme.io/cb'),
      uris('https://app.acme.io/cb?next=https://eu.acme.io/,https://us.acme.io/'),
      uris('https://https.acme.io/cb', 'https://httpbin.acme.io/cb'),
      uris('https://my_app.acme.io/cb', 'https://app.acme.io./cb', 'https://bücher.acme.io/cb'),
      uris('https://*.acme.io/cb'),
      local('http://[::1]:8085/cb'),
      uris('https://{tenant}/cb', 'https://<your-domain>/cb'),
      uris('HTTPS://App.acme.io:8443/cb?x=1'),
      uris('myapp://callback'),
      uris('https://app.acme.io'),
      uris(' https://app.acme.io/cb'),
    ],
  },
  'redirect-uri-whitespace': {
    triggers: [
      uris(`${CB} `),
      uris(`\n${CB}`),
      uris('https://app.acme.io/data dog'),
      uris(`${CB}\u200b`),
    ],
    ignores: [
      uris(`${CB} https://eu.acme.io/cb`),
      uris('https://{{ host }}/cb'),
      uris(CB),
      uris('https://app.acme.io/data%20dog'),
      uris('https://app.acme.io/data+dog'),
    ],
  },
  'redirect-uri-fragment': {
    triggers: [uris(`${CB}#done`), uris('https://app.acme.io/#/callback'), uris(`${CB}#`)],
    ignores: [
      uris(CB),
      uris('https://app.acme.io/%23/callback'),
      onboarding('https://app.acme.io/#/datadog'),
    ],
  },
  'redirect-uri-userinfo': {
    triggers: [uris('https://user:pass@app.acme.io/cb'), uris('https://user@app.acme.io/cb')],
    ignores: [uris('https://app.acme.io/@acme/cb'), uris('https://app.acme.io/cb?to=a@b')],
  },
  'redirect-uri-wildcard': {
    triggers: [
      uris('https://*.acme.io/cb'),
      uris('https://app.acme.io/*'),
      uris('https://app.acme.io/datadog/cb*'),
    ],
    ignores: [uris(CB), uris('https://app.acme.io/cb?x=*'), uris('https://app.acme.io/%2A')],
  },
  'redirect-uri-http': {
    triggers: [
      uris('http://app.acme.io/cb'),
      local('http://app.acme.io/cb'),
      uris('http://10.0.0.5/cb'),
    ],
    ignores: [
      uris(CB),
      local('http://localhost:8085/cb'),
      local('http://[::1]:8085/cb', 'http://127.1.2.3:8085/cb'),
    ],
  },
  'redirect-uri-scheme': {
    triggers: [
      uris('myapp://callback'),
      uris('com.acme.app:/cb'),
      uris('javascript:alert(1)'),
      config({ kind: 'public', redirectUris: ['com.acme.app:/cb'] }),
      uris('htps://app.acme.io/cb'),
      uris('hhttps://app.acme.io/cb'),
    ],
    ignores: [
      uris(CB),
      uris('HTTP://app.acme.io/cb'),
      local('localhost:8085/cb'),
      uris('https%3A%2F%2Fapp.acme.io'),
    ],
  },
  'redirect-uri-default-port': {
    triggers: [
      uris('https://app.acme.io:443/cb'),
      local('http://localhost:80/cb'),
      uris('https://app.acme.io:/cb'),
    ],
    ignores: [
      uris('https://app.acme.io:8443/cb'),
      local('http://localhost:443/cb'),
      uris('https://app.acme.io/:443/cb'),
    ],
  },
  'redirect-uri-host-case': {
    triggers: [uris('https://App.Acme.io/cb'), uris('HTTPS://app.acme.io/cb')],
    ignores: [
      uris('https://${APP_HOST}/cb'),
      uris('https://app.acme.io/Callback/US1'),
      uris('https://app.acme.io/cb?Key=V'),
      uris(CB),
    ],
  },
  'redirect-uri-encoding': {
    triggers: [
      uris('https://app.acme.io/a%2fb'),
      uris('https://app.acme.io/a%zz'),
      uris('https://app.acme.io/a%252Fb'),
      uris('https://app.acme.io/%7Ea'),
      uris('https://app.acme.io/ä'),
    ],
    ignores: [
      uris('https://app.acme.io/a%2Fb%20c'),
      uris(CB),
      uris('https://app.acme.io/a_b-c.d~e'),
    ],
  },
  'redirect-uri-path-rewritten': {
    triggers: [
      uris('https://app.acme.io/a/../cb'),
      uris('https://app.acme.io//cb'),
      uris('https://app.acme.io/./cb'),
      uris('https://app.acme.io/a\\cb'),
    ],
    ignores: [
      uris('https://app.acme.io/v1.2/cb/'),
      uris('https://app.acme.io/.well-known/cb'),
      uris('https://app.acme.io/cb?u=//x/../y'),
      uris('https://app.acme.io/...'),
    ],
  },
  'redirect-uri-host-not-ascii': {
    triggers: [uris('https://büro.acme.io/cb'), uris('https://app.аcme.io/cb')],
    ignores: [
      uris(CB),
      uris('https://app.acme.io/büro'),
      uris('https://app.acme.io/xn--cb'),
      uris('https://xn--bro-hoa.acme.io/cb'),
    ],
  },
  'redirect-uri-query': {
    triggers: [uris(`${CB}?provider=datadog`), uris(`${CB}?state=1`), uris(`${CB}?`)],
    ignores: [uris(CB), uris('https://app.acme.io/cb%3Fx=1')],
  },
  'redirect-uri-duplicate': {
    triggers: [
      uris(CB, CB),
      local('http://localhost:1/a', 'http://localhost:2/a', 'http://localhost:1/a'),
    ],
    ignores: [
      uris(CB, `${CB}/`),
      uris(CB, CB.toUpperCase()),
      { 'a.json': uris(CB), 'b.json': uris(CB) },
    ],
  },
  'redirect-uri-near-duplicate': {
    triggers: [
      uris(CB, CB.replace('app', 'App')),
      uris(CB, CB.replace('.io/', '.io:443/')),
      uris('https://app.acme.io', 'https://app.acme.io/'),
      uris('https://app.acme.io/~a', 'https://app.acme.io/%7Ea'),
    ],
    ignores: [
      uris(CB, CB),
      uris(CB, `${CB}/`),
      uris(CB, CB.replace('callback', 'Callback')),
      local('http://localhost:1/a', 'http://127.0.0.1:1/a'),
    ],
  },
  'redirect-uri-trailing-slash': {
    triggers: [uris(CB, `${CB}/`), uris(`${CB}/?a=1`, `${CB}?a=1`)],
    ignores: [
      uris(`${CB}/`),
      uris('https://app.acme.io', 'https://app.acme.io/'),
      uris('https://app.acme.io/a/b', 'https://app.acme.io/ab'),
    ],
  },
  'redirect-uri-path-case': {
    triggers: [
      uris(CB, CB.replace('callback', 'Callback')),
      uris('https://app.acme.io/datadog/US1', 'https://app.acme.io/datadog/us1'),
    ],
    ignores: [
      uris('https://app.acme.io/Datadog/Callback'),
      uris(CB, CB.replace('app', 'APP')),
      uris(CB, CB),
    ],
  },
  'redirect-uri-loopback-name': {
    triggers: [
      local('http://localhost:8085/cb'),
      local('http://127.0.0.1:8085/cb', 'http://localhost:9000/cb'),
    ],
    ignores: [
      config(),
      uris('http://localhost:8085/cb'),
      local('http://[::1]:8085/cb'),
      local('https://localhost.acme.io/cb'),
    ],
  },
  'redirect-uri-loopback-port': {
    triggers: [
      local('http://localhost/cb'),
      local('http://127.0.0.1:0/cb'),
      local('https://localhost/cb'),
    ],
    ignores: [config(), local('http://localhost:80/cb'), uris(CB)],
  },
  'datadog-host': {
    triggers: [
      uris('https://app.datadoghq.com/oauth/callback'),
      onboarding('https://us3.datadoghq.com/integrations'),
      uris('https://acme.datadoghq.eu/cb'),
    ],
    ignores: [
      uris('https://datadog.acme.io/cb'),
      uris('https://app.acme.io/datadoghq.com/cb'),
      uris('https://datadoghq.com.acme.io/cb'),
      uris('https://notdatadoghq.com/cb'),
    ],
  },
  'test-host': {
    triggers: [
      uris(CB, 'http://localhost:8085/cb'),
      uris(CB, 'https://192.168.1.4/cb'),
      uris(CB, 'https://mybox.local/cb'),
      uris(CB, 'https://mybox/cb'),
      uris(CB, 'https://8080-acme-app-x1y2.ws-eu1.gitpod.io/cb'),
      uris(CB, 'https://stagingapp.acme.io/cb'),
      uris(CB, 'https://a1b2.ngrok-free.app/cb'),
      uris(CB, 'https://webhook.site/0123/cb'),
      uris(CB, 'https://staging.acme.io/cb'),
      uris(CB, 'https://app-dev.acme.io/cb'),
      uris(CB, 'https://dev2.acme.co.uk/cb'),
      uris(CB, 'https://acme-dev.com/cb'),
      uris(CB, 'https://app.acmestaging.com/cb'),
      uris(CB, 'https://app.stagingacme.com/cb'),
      uris('https://qa.acme.io/cb'),
      uris(CB, 'https://deploy-preview-12--acme.netlify.app/cb'),
      uris(CB, 'https://acme-git-main-team.vercel.app/cb'),
      uris(CB, 'https://app.preprod.acme.io/cb', 'https://pre-prod.acme.io/cb'),
      onboarding('https://uat.acme.io/start'),
      config({ kind: 'published', redirectUris: ['https://test.acme.io/cb'] }),
    ],
    ignores: [
      config(),
      uris('https://dev.to/cb'),
      uris(
        'https://gitpod.io/cb',
        'https://dashboard.ngrok.com/cb',
        'https://dashboard.render.com/cb',
      ),
      uris('https://login.tailscale.com/cb', 'https://app.netlify.com/cb', 'https://vercel.com/cb'),
      uris('https://testing.com/cb', 'https://app.preview.com/cb', 'https://test.io/cb'),
      uris(
        'https://developer.acme.io/cb',
        'https://latest.acme.io/cb',
        'https://integrations.lambdatest.com/cb',
      ),
      uris('https://app.acme.io/staging/preview/cb?env=dev'),
      uris(CB, 'https://${HOST}/cb', 'https://https://app.acme.io/cb'),
      uris(
        'https://dev-portal.acme.io/cb',
        'https://test-drive.acme.io/cb',
        'https://load-testing.acme.io/cb',
      ),
      uris('https://bluewolf-qa.com/cb', 'https://app.web-dev.com/cb'),
      uris('https://www.stagingco.com/cb', 'https://app.stagingco.com/cb'),
      uris('https://app.homestaging.com/cb'),
      manifest({
        onboarding_url: 'https://am-ui-ser-3010-7615d7e0-ogoislnf.onporter.run/start',
        redirect_uris: ['https://am-ui-ser-3010-7615d7e0-ogoislnf.onporter.run/cb'],
      }),
      uris(
        'https://app.acme.cloud/cb',
        'https://acme.dev/cb',
        'https://acme.app/cb',
        'https://8.8.8.8/cb',
      ),
      uris(
        'https://backstage.acme.io/cb',
        'https://qatar.acme.io/cb',
        'https://localhost.run.acme.io/cb',
      ),
      uris(
        'https://acme.vercel.app/cb',
        'https://acme.netlify.app/cb',
        'https://acme.herokuapp.com/cb',
      ),
    ],
  },
  'redirect-uri-site-missing': {
    triggers: [
      uris(
        ...['US1', 'US3', 'US5', 'EU1', 'US1-FED', 'AP1'].map(
          (site) => `https://dash.acme.io/datadog/${site}`,
        ),
      ),
      uris('https://app.acme.io/cb/datadoghq.com', 'https://app.acme.io/cb/datadoghq.eu'),
      uris('https://app.acme.io/cb?region=us3', 'https://app.acme.io/cb?region=us5'),
      uris(
        ...['datadoghq.com', 'us3.datadoghq.com', 'us5.datadoghq.com'].map(
          (site) => `https://app.acme.io/${site}/cb`,
        ),
      ),
    ],
    ignores: [
      uris(CB),
      uris('https://us1.acme.io/cb', 'https://eu1.acme.io/cb'),
      uris('https://us1.acme.io/cb', 'https://us2.acme.io/cb', 'https://us3.acme.io/cb'),
      uris('https://app.acme.io/cb/us-east-1', 'https://app.acme.io/cb/eu-west-1'),
      uris('https://app.acme.io/cb', 'https://app.acme.io/cb/us3', 'https://app.acme.io/cb/us5'),
      uris(
        ...['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1', 'us1-fed', 'us2-fed'].map(
          (site) => `https://app.acme.io/cb/${site}`,
        ),
      ),
      local('http://localhost:8085/us3', 'http://localhost:8085/us5'),
    ],
  },
  'onboarding-url-missing': {
    triggers: [onboarding(undefined), onboarding(''), config({ kind: 'published' })],
    ignores: [manifest(), config(), config({ kind: 'public' }), manifest({ onboarding_url: 5 })],
  },
  'onboarding-url-invalid': {
    triggers: [
      onboarding('/datadog/start'),
      onboarding('https://app.acme.io/start '),
      onboarding('https://*.acme.io/start'),
      onboarding('https://u:p@app.acme.io/start'),
      onboarding('https://https://app.acme.io/start'),
      onboarding('https://app.acme.io/start,https://eu.acme.io/start'),
      onboarding('myapp://start'),
    ],
    ignores: [
      manifest(),
      onboarding('http://app.acme.io/start'),
      onboarding('https://app.acme.io/#/start?x=1'),
      onboarding('https://{tenant}.acme.io/start'),
      onboarding('https://acme.io/'),
    ],
  },
  'onboarding-url-http': {
    triggers: [
      onboarding('http://app.acme.io/start'),
      config({ onboardingUrl: 'http://app.acme.io/start' }),
    ],
    ignores: [
      manifest(),
      config({ onboardingUrl: 'http://localhost:8085/start' }),
      onboarding('http://127.0.0.1:8085/start'),
    ],
  },
  'onboarding-url-query': {
    triggers: [
      onboarding('https://app.acme.io/start?site=us1'),
      onboarding('https://app.acme.io/start?a=1&domain='),
      onboarding('https://app.acme.io/start?Site={site}'),
    ],
    ignores: [
      onboarding('https://app.acme.io/start?source=datadog'),
      onboarding('https://app.acme.io/site?website=x'),
      uris(`${CB}?site=us1`),
    ],
  },
  'onboarding-url-is-redirect-uri': {
    triggers: [onboarding(CB), config({ onboardingUrl: 'http://localhost:8085/callback' })],
    ignores: [manifest(), onboarding(`${CB}/start`), onboarding(undefined)],
  },
  placeholder: {
    triggers: [
      uris('https://{tenant}.acme.io/cb'),
      uris('https://<your-domain>/cb'),
      onboarding('https://app.acme.io/${org}/start'),
      uris('https://app.example.com/cb'),
      uris('https://YOUR_DOMAIN/cb'),
      uris('https://app.acme.io/undefined/cb'),
      uris('https://app.acme.io/:tenant/cb'),
      uris('https://__HOST__/cb'),
      uris('https://$HOST/cb', 'https://$(HOST)/cb', 'https://%HOST%/cb'),
      manifest({ description: 'TODO' }),
    ],
    ignores: [
      manifest(),
      onboarding('https://portal.acme.io/organizations/org-id/datadog-connect'),
      local('https://app.example.com/cb'),
      uris('https://app.acme.io/__/auth/handler', 'https://app.acme.io/v1/oauth:callback'),
      uris('https://app.acme.io/:443/cb', 'https://app.acme.io:8443/cb'),
      uris('https://todo.acme.io/cb', 'https://my-app.acme.io/cb', 'https://app.undefined.io/cb'),
      manifest({ description: 'Sends {JSON} logs with <b>tags</b>' }),
      local('http://[::1]:8085/cb'),
    ],
  },
} satisfies Record<string, LintExamples>;
