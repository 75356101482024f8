/**
 * A yes/no question about this client and this computer that can be answered without harm and
 * without a browser. "Here" is the site of the case.
 */
export type LiveQuestion =
  | 'client-known-here'
  | 'client-known-elsewhere'
  | 'client-secret-accepted'
  /** By the authorize page without a login, where the site looks at it before the login. */
  | 'redirect-uri-accepted'
  | 'host-resolves'
  | 'host-reachable'
  | 'certificate-names-host'
  | 'certificate-trusted'
  | 'clock-right'
  | 'grant-refreshes'
  | 'access-token-alive'
  | 'api-key-valid-here'
  | 'api-key-valid-elsewhere';

/** What came of a question: `unknown` when it was asked and could not be answered. */
export interface LiveAnswer {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** What was done and seen, or why there is no answer. */
  readonly because: string;
}

/** What the caller knows about the case, beside the text. Everything is optional. */
export interface DiagnosisContext {
  readonly clientId?: string;
  readonly kind?: 'test' | 'published' | 'public';
  /** The redirect URI the authorization request carried. */
  readonly redirectUri?: string;
  /** The redirect URIs as registered; an empty list says nothing. */
  readonly registeredRedirectUris?: readonly string[];
  /** Site key or domain, such as `eu1`. */
  readonly site?: string;
  readonly requestedScopes?: readonly string[];
  /** The command of this program in which the error came up: `authorize`, `create-key`. */
  readonly command?: string;
  /** What was asked live. A question that is not here was not asked. */
  readonly answers?: Readonly<Partial<Record<LiveQuestion, LiveAnswer>>>;
}

/** How sure it is that the text means what the rule says. */
export type Sure = 'certain' | 'likely' | 'possible';

/** `confirmed` and `ruled-out` only when a check ran; `because` then says which. */
export type CauseState = 'open' | 'confirmed' | 'ruled-out';

/** One reason why the error may have come up. */
export interface Cause {
  /** Stable within its rule: `trailing-slash`. */
  readonly id: string;
  readonly text: string;
  readonly state: CauseState;
  readonly because?: string;
  /** What a person does to find out; of open ones only. */
  readonly byHand?: string;
  /** The live question that would settle it. */
  readonly ask?: LiveQuestion;
}

/** One rule that knows the text. `Page` is the name of a link. */
export interface RuleMatch<Page extends string = string> {
  /** The rule's id: `redirect-uri-mismatch`. */
  readonly rule: string;
  readonly title: string;
  readonly sure: Sure;
  /** The piece of the input that matched, redacted, at most 200 characters. */
  readonly evidence: string;
  /** Confirmed ones first, ruled-out ones last; in between by likelihood. */
  readonly causes: readonly Cause[];
  readonly fix: string;
  readonly nextCommand: string;
  readonly links: readonly Page[];
}

/** What an input was taken for, and what of it was looked at. */
export interface InputForm {
  /** `har`, `curl`, `authorize-url`, `stack-trace`, `log`. */
  readonly kind: string;
  /** Of a stack trace: `Node`, `Python`. */
  readonly language?: string;
  /** HTTP exchanges in it; of a HAR, all its entries. */
  readonly exchanges: number;
  /** It ends before its end. */
  readonly cut: boolean;
}

/** What an error text means. */
export interface Diagnosis<Page extends string = string> {
  /** Best first; empty when no rule knows the text. */
  readonly recognised: readonly RuleMatch<Page>[];
  /** The input without secrets; cut when it was long. */
  readonly redactedInput: string;
  /** One for each text that was given. */
  readonly forms: readonly InputForm[];
  /** Authorizations that the requests of the input make up. */
  readonly flows: number;
  /** Roles of the requests that could be judged: `authorize`, `token`. */
  readonly judged: readonly string[];
}
