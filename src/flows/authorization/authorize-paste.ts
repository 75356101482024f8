import type { SiteRow } from '../../catalog/site-row.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { readPastedCallback } from '../../oauth/callback-params.ts';
import type { Waited } from './authorize-waited.ts';
import { requireRedirectUri } from '../run/client.ts';
import { diagnosisContext } from '../run/diagnosis-context.ts';
import type { Run } from '../run/run.ts';

/**
 * Asks at the terminal until something usable is pasted: the final URL, or an error text that
 * `diagnose` knows. Anything else, a slip of the hand or the first line of a longer text, is no
 * reason to end an authorization that may still come back to the listener.
 */
export async function prompted(
  run: Run,
  state: string,
  began: SiteRow,
  signal: AbortSignal,
): Promise<Waited> {
  for (;;) {
    const text = await run.host.prompter.input('Final URL or error text (or just wait)', signal);
    const waited = readPaste(run, text, state);
    const refusal = whyNot(run, waited, began);
    if (refusal === undefined) return waited;
    run.ui.notice(`That cannot be used: ${refusal}.`);
  }
}

/** Reads the final URL or error text from standard input, to its end. */
export async function piped(run: Run, state: string, signal: AbortSignal): Promise<Waited> {
  const text = await run.host.io.readStdin();
  if (signal.aborted) throw signal.reason;
  return readPaste(run, text, state);
}

/** What text from outside means for this authorization. */
export function readPaste(run: Run, text: string, state: string): Waited {
  const pasted = readPastedCallback(text, { state, redirectUri: requireRedirectUri(run) });
  switch (pasted.kind) {
    case 'code':
    case 'error':
      return { kind: 'callback', params: pasted };
    case 'other-text':
      return { kind: 'error-text', text };
    case 'authorize-url':
      return { kind: 'bad-paste', reason: 'it is the authorize URL, not the URL after consenting' };
    case 'rejected':
      return { kind: 'bad-paste', reason: `its parameters are refused (${pasted.reason})` };
  }
}

/** Why a paste does not end the wait; `undefined` when it does. */
function whyNot(run: Run, waited: Waited, began: SiteRow): string | undefined {
  if (waited.kind === 'bad-paste') return waited.reason;
  if (waited.kind !== 'error-text') return undefined;
  if (waited.text.trim() === '') return 'nothing was pasted';
  const { recognised } = diagnose(waited.text, diagnosisContext(run, began));
  return recognised.length > 0
    ? undefined
    : 'it is neither the final URL nor an error text that is known (ddoauth diagnose says more)';
}
