import type { ServerResponse } from 'node:http';
import { ToolError } from '../errors.ts';
import { answerPage, flushed } from './answer.ts';
import type { CallbackPages, FinalPage } from './pages.ts';

/** The one callback that is waited for, from the first byte to its page. */
export interface PendingCallback {
  /** Looks at the query of a callback and answers it, now or in `finish`. */
  receive(query: string, response: ServerResponse): void;
  /** Resolves with the raw query that was accepted; rejects with the signal's reason. */
  wait(signal: AbortSignal): Promise<string>;
  /** Sets the page for the held callbacks and all later ones; resolves once they are flushed. */
  finish(page: FinalPage): Promise<void>;
  /** Ends held callbacks and waits that are still open. */
  cancel(): Promise<void>;
}

/** What `accept` says of a raw query. */
export type CallbackVerdict = 'accepted' | 'wrong-state' | 'rejected';

/** Callbacks held at the same time; more of them are told to come back. */
const HELD_LIMIT = 8;
const FLUSH_LIMIT_MS = 2000;
const CANCEL_LIMIT_MS = 250;

/** The first accepted query wins; from then on every callback gets the page that `finish` sets. */
export function pendingCallback(options: {
  readonly accept: (query: string) => CallbackVerdict;
  readonly pages: CallbackPages;
  /** How long a browser is kept waiting for `finish`, in milliseconds. */
  readonly holdLimitMs: number;
  /** Called when a response is held. */
  readonly onHeld: (response: ServerResponse) => void;
}): PendingCallback {
  const { accept, pages, holdLimitMs, onHeld } = options;
  const held = new Set<ServerResponse>();
  const waiters = new Set<Waiter>();
  let acceptedQuery: string | undefined;
  let finalPage: FinalPage | undefined;
  let isCancelled = false;

  const hold = (response: ServerResponse) => {
    if (held.size >= HELD_LIMIT) {
      answerPage(response, 202, pages.waiting());
      return;
    }
    held.add(response);
    onHeld(response);
    const timer = setTimeout(() => answerPage(response, 202, pages.waiting()), holdLimitMs);
    const letGo = () => {
      clearTimeout(timer);
      held.delete(response);
    };
    response.once('finish', letGo);
    response.once('close', letGo);
  };
  const endHeld = async (limitMs: number, end: (response: ServerResponse) => void) => {
    const endings = [...held].map((response) => {
      const done = flushed(response, limitMs);
      end(response);
      return done;
    });
    await Promise.all(endings);
  };

  return {
    receive: (query, response) => {
      if (finalPage !== undefined) return answerFinal(response, pages, finalPage);
      if (acceptedQuery !== undefined) return hold(response);
      const verdict = accept(query);
      if (verdict === 'wrong-state') return answerPage(response, 400, pages.wrongState());
      if (verdict === 'rejected') return answerPage(response, 400, pages.rejected());
      acceptedQuery = query;
      hold(response);
      for (const waiter of waiters) waiter.resolve(query);
    },
    wait: (signal) => {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (acceptedQuery !== undefined) return Promise.resolve(acceptedQuery);
      if (isCancelled) return Promise.reject(closedEarly());
      return new Promise((resolve, reject) => {
        const onAbort = () => waiter.reject(signal.reason);
        const settle = () => {
          signal.removeEventListener('abort', onAbort);
          waiters.delete(waiter);
        };
        const waiter: Waiter = {
          resolve: (query) => {
            settle();
            resolve(query);
          },
          reject: (reason) => {
            settle();
            reject(reason);
          },
        };
        waiters.add(waiter);
        signal.addEventListener('abort', onAbort, { once: true });
      });
    },
    finish: async (page) => {
      finalPage = page;
      await endHeld(FLUSH_LIMIT_MS, (response) => answerFinal(response, pages, page));
    },
    cancel: async () => {
      isCancelled = true;
      for (const waiter of waiters) waiter.reject(closedEarly());
      await endHeld(CANCEL_LIMIT_MS, (response) => answerPage(response, 503, pages.cancelled()));
    },
  };
}

interface Waiter {
  resolve(query: string): void;
  reject(reason: unknown): void;
}

function answerFinal(response: ServerResponse, pages: CallbackPages, page: FinalPage): void {
  answerPage(response, page.ok ? 200 : 400, pages.final(page));
}

function closedEarly(): ToolError {
  return new ToolError('listen.failed', 'The callback server was closed before an answer came.');
}
