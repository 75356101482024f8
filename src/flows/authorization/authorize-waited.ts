import type { CallbackParams } from '../../oauth/callback-params.ts';

/** How the browser's part ended. */
export type Waited =
  | { readonly kind: 'callback'; readonly params: Exclude<CallbackParams, { kind: 'rejected' }> }
  /** Text of an error page, pasted or met by the built-in browser. Not redacted. */
  | { readonly kind: 'error-text'; readonly text: string }
  /** The built-in browser got no answer, or one that says nothing for the moment. */
  | { readonly kind: 'no-page'; readonly host: string; readonly reason: string }
  | { readonly kind: 'bad-paste'; readonly reason: string }
  | { readonly kind: 'timeout'; readonly waitMs: number };
