/** What the words of a refusal may speak of. */
export type DenialTopic = 'route' | 'token' | 'scope' | 'permission' | 'product' | 'barred';

/** Words by topic. Datadog's refusals have no codes, so the texts are all there is (oauth-facts §11). */
const TOPIC_WORDS: readonly (readonly [DenialTopic, RegExp])[] = [
  [
    'route',
    /\b(?:oauth2?|bearer|access) ?(?:tokens?|authentication|auth)?\b[^.;]{0,30}(?:\bnot |n't |\bcannot be |\bun)(?:supported|accepted|allowed|permitted|used)|\b(?:does not|doesn't|cannot) (?:support|accept|use) (?:oauth|bearer|access tokens?)|\b(?:api|application|app) keys?\b[^.;]{0,25}\b(?:required|missing|needed|must)|\b(?:requires?|missing|needs?|provide) (?:a |an |the |your |valid |both )*(?:api|application|app)(?: and application)? keys?\b/i,
  ],
  [
    'token',
    /\binvalid[_ ](?:access |bearer |oauth )?token\b|\btoken\b[^.;]{0,25}\b(?:expired|revoked|invalid|malformed|inactive|not valid|no longer valid|unknown|not recogni[sz]ed)|\b(?:expired|revoked|malformed) (?:access |bearer |oauth )?token\b|\b(?:session|credentials?|authorization|grant)\b[^.;]{0,20}\b(?:expired|revoked|withdrawn)|\bclient\b[^.;]{0,20}\b(?:disabled|revoked)/i,
  ],
  [
    'scope',
    /\binsufficient[_ ]scopes?\b|\b(?:missing|required?|requires?|lacks?|needs?|without|not have|invalid)\b[^.;]{0,40}\bscopes?\b|\bscopes?\b[^.;]{0,40}\b(?:missing|required|insufficient|not granted|needed|not authorized)/i,
  ],
  [
    'product',
    /(?:\bnot|n't) (?:been )?(?:yet )?(?:enabled|activated|provisioned|onboarded|subscribed|entitled|licensed|configured)\b|(?:\bnot |n't |\bun)available\b[^.;]{0,20}\b(?:for|to|in|on|with|yet)\b|\bfeature[ -]?flags?\b|\b(?:plans?|subscriptions?|trials?|upgrade|entitlements?|add-?on|licen[cs]es?)\b|\b(?:private|limited|public|closed) (?:beta|preview)\b|\bin (?:beta|preview)\b|\b(?:feature|product|service|module|functionality)\b[^.;]{0,40}\b(?:disabled|turned off|switched off|inactive|unavailable|not supported)|\bcontact\b[^.;]{0,40}\b(?:sales|support|account (?:manager|representative|team)|customer success)|\bnot supported (?:in|on|for) (?:this|your) (?:site|region|datacenter|data center|org)/i,
  ],
  [
    'permission',
    /\bpermissions?\b|\b(?:user|account|role)\b[^.;]{0,40}(?:n't|\b(?:not|lacks?|cannot|disabled|restricted|insufficient))\b|\b(?:requires?|missing|lacks?|need)\b[^.;]{0,30}\broles?\b|\bnot (?:authorized|allowed|permitted|entitled) to\b|\baccess (?:is |was )?(?:denied|restricted)\b|\brestriction polic|\bprivileges?\b|\badmin(?:istrator)?s? only\b/i,
  ],
];

/** Whoever asks, and whatever for: an allowlist of addresses, an organization or a user that is shut. */
const BARRED =
  /\b(?:allow|white|block|deny|black)[- _]?list(?:ed|s)?\b|\b(?:ip|ips|ip address(?:es)?|network)\b[^.;]{0,40}\b(?:blocked|denied|restrict\w*|not (?:allowed|permitted|authorized))|\b(?:org(?:ani[sz]ation)?|account|user|subscription)\b[^.;]{0,20}\b(?:is|was|been|are|currently) (?:suspended|deactivated|disabled|locked|closed|terminated|deleted|delinquent)\b|\bsuspended (?:org|account|user)/i;

/** Words that say no more than the status does. */
const BARE =
  /^(?:error:? *)?(?:40[13])?[\s:-]*(?:forbidden|unauthori[sz]ed|(?:access|permission|request) (?:is |was )?(?:denied|forbidden)|not authori[sz]ed|authori[sz]ation (?:failed|required)|authentication (?:failed|required)|failed permission authorization checks|generic error|permission_?denied|bearer(?: .*)?)?[.!]?$/is;

/** Whether the texts of a refusal say nothing beyond it. */
export function isBare(texts: readonly string[]): boolean {
  return texts.every((text) => BARE.test(text.trim()));
}

/** A permission named in a text, such as `Missing required permission: 'built_in_features'`. */
const NAMED_PERMISSION =
  /\bpermissions?\b[^'"`\w]{0,4}(?:\w+ ){0,3}?[^\w]{0,3}['"`:]\s*['"`]?([a-z][a-z0-9]*(?:_[a-z0-9]+)+)/i;

/** What the texts of a refusal speak of; none for a bare `Forbidden` or `Unauthorized`. */
export function topicsOf(texts: readonly string[]): Set<DenialTopic> {
  const found = TOPIC_WORDS.filter(([, words]) => texts.some((text) => words.test(text)));
  const topics = new Set(found.map(([topic]) => topic));
  return texts.some((text) => BARRED.test(text)) ? topics.add('barred') : topics;
}

/** The permission a refusal names, if it names one. */
export function namedPermission(texts: readonly string[]): string | undefined {
  return texts.map((text) => NAMED_PERMISSION.exec(text)?.[1]).find((name) => name !== undefined);
}
