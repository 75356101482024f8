import type { SCOPE_FINDINGS } from '../catalog/findings/scope.ts';
import type { FindingArg, Proof } from '../model/report.ts';

/** What one probe of a scope came to. */
export type ProbeOutcome =
  | {
      readonly kind: 'granted';
      readonly proof: Proof;
      /** Other granted scopes that alone open the same route; empty when the answer is this scope's. */
      readonly sharedWith: readonly string[];
      /** Set when no more than the status says so; `recorded` when Datadog is known to answer it. */
      readonly weak?: { readonly status: number; readonly recorded: boolean };
    }
  | {
      readonly kind: 'denied';
      readonly status: 401 | 403;
      /** Datadog's texts, raw. */
      readonly texts: readonly string[];
    }
  /** The route, its object or its product is not there: says nothing against the scope. */
  | {
      readonly kind: 'absent';
      readonly code: 'scope.route-missing' | 'scope.product-disabled';
      readonly status: number;
      readonly texts: readonly string[];
    }
  /** Neither for nor against the scope. */
  | {
      readonly kind: 'undecided';
      readonly code: keyof typeof SCOPE_FINDINGS;
      readonly args: Readonly<Record<string, FindingArg>>;
      /** No answer came at all, so asking the same host again is of no use. */
      readonly noAnswer: boolean;
    };
