import { expect, it } from 'vitest';
import { statusesIn } from '../../../src/diagnosis/text/statuses.ts';

const of = (text: string): number[] => statusesIn([text]).map(({ status }) => status);

it.each([
  ['{"DownstreamStatus":504,"RequestHost":"api.datadoghq.eu"}', 504],
  ['upstream_status=502 upstream_addr=10.0.0.1:443', 502],
  ['elb_status_code: 503', 503],
  ['egress datadog/api 0/0/-1/-1/5001 503 217 - - sC-- 1/1/0/0/3', 503],
  ['404 page not found', 404],
])('the status of a log of a proxy or server: %s', (text, status) => {
  expect(of(text)).toEqual([status]);
});

it.each([
  'released on 10/11/2026/1/2 404 pages long and 12',
  'our downstream status is fine, 504 of them',
  'built 1/2/3 401 times',
])('none: %s', (text) => {
  expect(of(text)).toEqual([]);
});
