import type { AuthorizationProbe, ReadProbe } from '../catalog/scope-row.ts';
import type { Exchange, Sent } from '../model/http.ts';
import type { ScopeContext } from './scope-context.ts';
import { judgeAuthorizationProbe, judgeProbe, type ProbeCase } from './scope-judge.ts';
import type { ProbeOutcome } from './scope-outcome.ts';
import { probeRequest } from './scope-request.ts';
import type { Tried } from './scope-summary.ts';
import { uuidOf } from './uuid.ts';
import { fillRequest, writeHttpRequest } from './write-request.ts';

/** One way to try a scope without changing anything. */
export interface Attempt {
  readonly probe: Tried['probe'] & Pick<ReadProbe, 'opens'>;
  readonly ask: (ctx: ScopeContext) => Promise<Sent>;
  readonly judge: (sent: Sent, about: ProbeCase) => ProbeOutcome;
}

/** A read. */
export function readAttempt(probe: ReadProbe): Attempt {
  return {
    probe,
    ask: (ctx) =>
      ctx.send(
        probeRequest(probe, {
          apiUrl: ctx.apiUrl,
          accessToken: ctx.grant.accessToken,
          clock: ctx.clock,
        }),
        { retry: true },
      ),
    judge: (sent, about) => judgeProbe(probe, sent, about),
  };
}

/** Asking for something that does not exist: it changes nothing, so it may be sent again. */
export function authorizationAttempt(probe: AuthorizationProbe): Attempt {
  return {
    probe: probe.request,
    ask: (ctx) => {
      const { apiUrl, clock } = ctx;
      const { accessToken } = ctx.grant;
      const uuid = uuidOf(crypto.getRandomValues(new Uint8Array(16)));
      const names = { uuid, id: uuid, run: 'none', name: `ddoauth-${uuid}`, slug: 'ddoauth_none' };
      const request = fillRequest(probe.request, { ...names, upper: 'DDOAUTH_NONE' }, clock);
      return ctx.send(writeHttpRequest(request, { apiUrl, accessToken }), { retry: true });
    },
    judge: (sent, about) => judgeAuthorizationProbe(probe, sent, about),
  };
}

/** Tries one after the other until one answers for this scope alone. */
export async function tryAttempts(
  attempts: readonly Attempt[],
  ctx: ScopeContext,
  about: ProbeCase,
): Promise<{ readonly tried: readonly Tried[]; readonly exchanges: readonly Exchange[] }> {
  const tried: Tried[] = [];
  const exchanges: Exchange[] = [];
  for (const { probe, ask, judge } of attempts) {
    const sent = await ask(ctx);
    const outcome = judge(sent, about);
    exchanges.push(sent.exchange);
    tried.push({ probe, outcome });
    if (endsSearch(outcome)) break;
  }
  return { tried, exchanges };
}

function endsSearch(outcome: ProbeOutcome): boolean {
  if (outcome.kind === 'granted') return outcome.sharedWith.length === 0;
  return outcome.kind === 'undecided' && outcome.noAnswer;
}
