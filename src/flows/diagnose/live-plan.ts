import { ToolError } from '../../errors.ts';
import type { Run } from '../run/run.ts';

/** `--live`, `--offline`, or neither. */
export type LiveWish = 'live' | 'offline' | undefined;

/** Whether anything is sent, and why not. */
export interface LivePlan {
  /** Live questions about an input are asked. */
  readonly asks: boolean;
  /** `--offline`: nothing at all is sent. */
  readonly offline: boolean;
}

/**
 * Live checks are on where a client is known, from profile, config or flags, and off otherwise.
 * @throws ToolError `usage.flag` for `--live` without a client
 */
export function livePlan(run: Run, wish: LiveWish): LivePlan {
  const hasClient = run.settings.client !== null;
  if (wish === 'live' && !hasClient) {
    throw new ToolError('usage.flag', '--live: there is no client to ask about.', {
      hint: 'Give --profile, --from-manifest or --client-id, or write ddoauth.config.json',
    });
  }
  const offline = wish === 'offline';
  return { asks: hasClient && !offline, offline };
}
