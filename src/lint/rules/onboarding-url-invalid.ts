import { defineLintRule } from '../define-lint-rule.ts';
import { BLANKS, hasSchemeTwice, joinedUris, placeholderIn, readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** An onboarding URL that no browser opens. */
export const onboardingUrlInvalid = defineLintRule({
  id: 'onboarding-url-invalid',
  title: 'The onboarding URL is no https URL that can be opened',
  severity: 'error',
  cause: 'The browser of each customer is sent to it as it stands.',
  fix: 'Write one absolute https URL without blanks, user info and wildcard, the same for all customers.',
  mustNotClaim: [
    'http and placeholders, which have rules of their own',
    'a query or a fragment',
    'the start page of an application',
  ],
  client: ({ onboardingUrl }) => {
    if (onboardingUrl === undefined || onboardingUrl.value.trim() === '') return [];
    const { value, node: at } = onboardingUrl;
    if (placeholderIn(value) !== undefined) return [];
    const uri = readWebUri(value);
    const why =
      joinedUris(value).length > 1
        ? 'several'
        : hasSchemeTwice(value)
          ? 'twice'
          : BLANKS.test(value)
            ? 'blank'
            : uri === undefined
              ? 'no-url'
              : uri.userInfo !== undefined
                ? 'user-info'
                : uri.host.includes('*')
                  ? 'wildcard'
                  : undefined;
    return why === undefined
      ? []
      : [{ at, args: { value: shownText(value).replace(/\/\/[^/@]*@/, '//…@'), why } }];
  },
});
