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
  'python request': (s) =>
    `requests.post("https://api.datadoghq.com/oauth2/v1/token", auth=("my-id", "${s}"), data={'code': '${s}', "code_verifier": f"${s}"})`,
  'python variables': (s) =>
    `CLIENT_SECRET           = "${s}"\nrequests.post(URL, json={"client_secret": CLIENT_SECRET})`,
  axios: (s) =>
    `axios.post('https://api.datadoghq.com/oauth2/v1/token', { clientSecret: "${s}", code: \`${s}\` }, { auth: { username: 'a', password: '${s}' } })`,
  'header in code': (s) =>
    `axios.get("https://api.datadoghq.com/api/v1/monitor", { headers: { Authorization: 'Token ${s}' } })`,
  'append in code': (s) => `form.append("client_secret", "${s}");\nform.Set("code", "${s}")`,
  'go literal': (s) => `oauth2.Config{\n\tClientSecret: "${s}",\n}`,
  php: (s) => `$client->post($url, ['form_params' => ['client_secret' => '${s}']]);`,
  'beside a client id': (s) =>
    `OAuth2::Client.new('6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f', '${s}', site: 'https://api.datadoghq.com')`,
  'beside a scheme': (s) => `new AuthenticationHeaderValue("Bearer", "${s}")`,
  'java credentials': (s) => `Credentials.basic("my-client", "${s}")`,
  powershell: (s) =>
    `$body = @{\n    client_secret        = '${s}'\n    code                 = "${s}"\n}\nirm https://api.datadoghq.com/oauth2/v1/token -Method Post -Body $body`,
  'httpie auth': (s) => `http -f -a my-client:${s} POST https://api.datadoghq.com/oauth2/v1/token`,
  'httpie fields': (s) =>
    `http -f https://api.datadoghq.com/oauth2/v1/token client_secret=${s} code=${s}`,
  'wget password': (s) =>
    `wget --user=my-client --password=${s} --post-data 'a=b' https://api.datadoghq.com/oauth2/v1/token`,
  'developer tools': (s) =>
    `General\nRequest URL: https://api.datadoghq.com/oauth2/v1/token\nRequest Method: POST\nForm Data\ncode: ${s}\nclient_secret: ${s}`,
  'request file': (s) =>
    `@secret = ${s}\n\nPOST https://api.datadoghq.com/oauth2/v1/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token\n&client_secret={{secret}}`,
  'in the place of the id': (s) =>
    `curl -d 'grant_type=authorization_code&client_id=${s}&client_secret=6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f' https://api.datadoghq.com/oauth2/v1/token`,
  repeated: (s) => `client_secret=${s}\nThe secret is ${s}, I think.`,
};
