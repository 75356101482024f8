// Sends requests with undici as everybody loads it, and keeps nothing of the answers:
// `node undici-alone.cjs URL REQUESTS AT_ONCE`.
'use strict';
const { request } = require('undici');

const [url, requests, atOnce] = process.argv.slice(2);
let left = Number(requests);

async function worker() {
  while (left > 0) {
    left -= 1;
    const { body } = await request(url);
    await body.text();
  }
}

void Promise.all(Array.from({ length: Number(atOnce) }, worker)).then(() => process.exit());
