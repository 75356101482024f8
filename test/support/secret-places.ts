/** Places in which people's inputs hold secrets. */
export const PLACES: Readonly<Record<string, (secret: string) => string>> = {
  callback: (s) => `http://localhost:8085/callback?code=${s}&state=abc`,
  'callback, code last': (s) => `http://localhost:8085/callback?state=abc&code=${s}`,
  fragment: (s) => `https://a.example/cb#access_token=${s}`,
  'encoded callback': (s) => `next=${encodeURIComponent(`http://localhost/cb?code=${s}&x=1`)}`,
  'callback encoded twice': (s) =>
    encodeURIComponent(encodeURIComponent(`http://localhost/cb?code=${s}&client_secret=${s}`)),
  form: (s) => `grant_type=authorization_code&client_secret=${s}&code=${s}`,
  json: (s) => JSON.stringify({ client_secret: s, nested: { refresh_token: s } }),
  'pretty json': (s) => JSON.stringify({ access_token: s, code: s }, null, 2),
  'json in json': (s) => JSON.stringify({ body: JSON.stringify({ code_verifier: s }) }),
  'json in json in json': (s) =>
    JSON.stringify({ a: JSON.stringify({ body: JSON.stringify({ client_secret: s }) }) }),
  'har pair': (s) =>
    JSON.stringify({ postData: { params: [{ name: 'client_secret', value: s }] } }),
  'pretty har pair': (s) =>
    JSON.stringify(
      {
        params: [
          { name: 'code', value: s },
          { name: 'code_verifier', value: s },
        ],
      },
      null,
      4,
    ),
  'har pair reversed': (s) => JSON.stringify([{ value: s, name: 'refresh_token' }]),
  'har header': (s) => JSON.stringify([{ name: 'Authorization', value: `Bearer ${s}` }]),
  'har form text': (s) => JSON.stringify({ text: `code=${s}&code_verifier=${s}` }),
  bearer: (s) => `Authorization: Bearer ${s}`,
  basic: (s) => `Authorization: Basic ${Buffer.from(`id:${s}`).toString('base64')}\nlater: ${s}`,
  'curl user': (s) => `curl -u my-client-id:${s} https://api.datadoghq.com/oauth2/v1/token`,
  'curl header': (s) => `curl -H 'DD-API-KEY: ${s}' -H "DD-APPLICATION-KEY: ${s}"`,
  'curl data': (s) => `curl -d client_secret=${s} -d "code=${s}"`,
  flag: (s) => `tool --client-secret ${s}`,
  environment: (s) => `DDOAUTH_CLIENT_SECRET=${s}\nDD_API_KEY="${s}"`,
  yaml: (s) => `client_secret: ${s}\nrefresh_token: '${s}'`,
  'camel case': (s) => `{ clientSecret: '${s}', "accessToken":"${s}" }`,
  python: (s) => `{'client_secret': '${s}', 'code': '${s}'}`,
  ruby: (s) => `{"client_secret"=>"${s}"}`,
  cookie: (s) => `Cookie: session=${s}`,
  html: (s) =>
    `<form><input name="x"><pre>{&quot;client_secret&quot;:&quot;${s}&quot;}</pre></form>`,
  'user info': (s) => `https://me:${s}@proxy.example/`,
  repeated: (s) => `client_secret=${s}\nThe secret is ${s}, I think.`,
};
