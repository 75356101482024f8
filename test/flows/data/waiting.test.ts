import { expect, it } from 'vitest';
import { watchWaiting } from '../../../src/flows/data/waiting.ts';
import type { Run } from '../../../src/flows/run/run.ts';
import { fastClock } from '../../storage/support.ts';

/** The parts of a run that show something. */
function fakeRun(signal: AbortSignal): { run: Run; lines: string[] } {
  const lines: string[] = [];
  const ui = { progress: (line: string | undefined) => lines.push(line ?? '-') };
  return { run: { ui, signal, host: { clock: fastClock } } as unknown as Run, lines };
}

it('one line names what has not arrived yet, and stops with the last of it', async () => {
  const { run, lines } = fakeRun(new AbortController().signal);
  const waiting = watchWaiting(run, 'eu1', 120_000);
  const metrics = waiting.add('metrics');
  const logs = waiting.add('otlp-logs');
  await fastClock.sleep(1_200);
  metrics();
  await fastClock.sleep(1_200);
  logs();
  const shown = lines.length;
  await fastClock.sleep(2_000);
  expect(lines).toHaveLength(shown);
  expect(lines[0]).toMatch(/^waiting for metrics to arrive on eu1: 0 s of 120 s$/);
  expect(lines.some((line) => /metrics, OTLP logs/.test(line))).toBe(true);
  expect(lines.at(-1)).toMatch(/^waiting for OTLP logs to arrive/);
});

it('stops when the run is interrupted', async () => {
  const stop = new AbortController();
  const { run, lines } = fakeRun(stop.signal);
  watchWaiting(run, 'us1', 1_000).add('logs');
  stop.abort();
  await fastClock.sleep(2_000);
  const shown = lines.length;
  await fastClock.sleep(2_000);
  expect(lines).toHaveLength(shown);
});
