import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyWordsOf } from '../words/wordings.ts';

const NOT_ENABLED = anyWordsOf({
  product: [
    /(?:product|feature|module|sku|apm|rum|logs?|synthetics|ci visibility|incident management|security|api) (?:is |was )?(?:not (?:enabled|available|activated|provisioned)|disabled|unavailable) (?:for|in|on|to) (?:this|your|the) (?:org(?:ani[sz]ation)?s?|account|site|plan|region|data ?center)/,
  ],
  organisation: [
    /(?:org(?:ani[sz]ation)?|account) (?:does not|doesn't) have (?:access to|the|a subscription)/,
    /(?:org(?:ani[sz]ation)?|account) (?:is )?not (?:enabled|entitled|allowed|subscribed|provisioned|let in) (?:for|to)/,
  ],
  plan: [
    /not (?:included|available) (?:in|on) your (?:current )?plan/,
    /payment required/,
    /requires an? (?:enterprise|pro) plan/,
  ],
});

/** The route is there, and the organisation has not what is behind it. */
export const productNotEnabled = defineRule({
  id: 'product-not-enabled',
  title: 'The product behind this call is not enabled for the organisation',
  links: ['scopes', 'apiReference'],
  yieldsTo: ['scope-not-recognized'],
  signatures: [
    {
      pattern: NOT_ENABLED,
      when: (reading) =>
        reading.namesDatadog ||
        reading.errors.length > 0 ||
        reading.statuses.some(({ status }) => status >= 400) ||
        mentions(reading, /\b(?:plan|org(?:ani[sz]ation)?|account)s?\b/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
    { status: [402], sure: 'possible', withDatadog: 'likely' },
  ],
  causes: [
    {
      id: 'not-bought',
      text: 'the organisation has not bought or switched on the product',
      byHand: 'open the product in the web app of the organisation, or ask its administrator',
    },
    {
      id: 'not-on-site',
      text: 'the product is not offered on this site, such as on the gov sites',
      byHand: "look up the product in Datadog's list of what each site offers",
    },
    {
      id: 'preview',
      text: 'the route is in a preview that the organisation has not joined',
      byHand: 'see whether the API reference calls the route a preview',
    },
    {
      id: 'other-org',
      text: 'the grant is of another organisation than meant',
      byHand: 'ddoauth grants list shows the organisation of each grant',
    },
  ],
  fix: 'Neither token nor scope helps here. Let the integration work without this scope in organisations that lack the product, and test it in a sandbox that has it.',
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'a scope or permission that is missing',
    'products that are not available in a shop',
    'a client that is disabled',
  ],
});
