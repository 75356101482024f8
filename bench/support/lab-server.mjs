// A process of `lab.mjs`: an API of which every GET below /api/ answers a list of things, and a token
// endpoint. Its parent says how it answers, and asks what came.
import { createServer } from 'node:http';

let given = { scopes: [], token: '', refreshToken: '' };
let latencyMs = 0;
let data = listOf(8);
let seen = freshRecord();

/** About what Datadog answers to a list of monitors or dashboards. */
function listOf(things) {
  return JSON.stringify({
    data: Array.from({ length: things }, (_, index) => ({
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      type: 'things',
      attributes: { name: `Thing ${String(index)}`, description: 'x'.repeat(100), enabled: true },
    })),
  });
}

/** Milliseconds since 1970, with fractions: the parent compares it with its own. */
function now() {
  return performance.timeOrigin + performance.now();
}

function freshRecord() {
  return { requests: 0, atOnce: 0, mostAtOnce: 0, firstAt: 0, lastAt: 0 };
}

const server = createServer((request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  };
  if (request.url === '/oauth2/v1/token') {
    request.resume().once('end', () => setTimeout(answer, latencyMs, 200, tokenAnswer()));
  } else if (request.headers.authorization !== `Bearer ${given.token}`) {
    answer(401, '{"errors":["Unauthorized"]}');
  } else {
    const record = seen;
    record.requests += 1;
    record.atOnce += 1;
    record.mostAtOnce = Math.max(record.mostAtOnce, record.atOnce);
    record.firstAt ||= now();
    setTimeout(() => {
      record.atOnce -= 1;
      record.lastAt = now();
      answer(200, data);
    }, latencyMs);
  }
});

/** The refresh token is not rotated. */
function tokenAnswer() {
  return JSON.stringify({
    access_token: given.token,
    refresh_token: given.refreshToken,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: given.scopes.join(' '),
  });
}

process.on('message', (message) => {
  if (message.token !== undefined) {
    given = message;
    server.listen(0, '127.0.0.1', () => {
      process.send({ origin: `http://127.0.0.1:${String(server.address().port)}` });
    });
  } else if (message.latencyMs !== undefined) {
    ({ latencyMs } = message);
    data = listOf(message.things);
    seen = freshRecord();
    process.send({});
  } else {
    process.send(seen);
  }
});
process.on('disconnect', () => process.exit());
