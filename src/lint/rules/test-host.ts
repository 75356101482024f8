import { defineLintRule, type LintFinding } from '../define-lint-rule.ts';
import { SHARED_WORDS } from '../../catalog/test-hosts.ts';
import { isPublished, urlsOf } from '../clients.ts';
import { shownText } from '../lint-file.ts';
import { judgeHost } from '../test-hosts.ts';
import { readWebUri } from '../uri.ts';

/** A place for tests in a client for everybody. */
export const testHost = defineLintRule({
  id: 'test-host',
  title: 'A host for tests is left in a published client',
  severity: 'error',
  cause:
    'Datadog wants test URLs out of redirect and onboarding URLs before submission. A code of a real customer could be sent to a host that is guarded less, or that belongs to somebody else by then.',
  fix: 'Take it out of the published client and keep it in the test client; a published client is changed by submitting it again.',
  mustNotClaim: [
    'test clients',
    'names that only contain such a word: developer., latest., testing.com, dev.to, lambdatest.com',
    'words in the path, such as /preview/callback',
    'products: dev-portal., test-drive., load-testing.',
    'names given by a hosting service, as long as they name no branch or change',
  ],
  client: (client) => {
    if (!isPublished(client)) return [];
    const urls = urlsOf(client).flatMap(({ value, node }) => {
      const host = readWebUri(value)?.name;
      return host === undefined ? [] : [{ value, node, host }];
    });
    const hosts = urls.map(({ host }) => host);
    const judged = urls.map((url) => ({ ...url, test: judgeHost(url.host, hosts) }));
    const hasReal = judged.some(({ test }) => test === undefined);
    return judged.flatMap(({ value, node: at, host, test }): LintFinding[] => {
      if (test === undefined) return [];
      const args = { value: shownText(value), host };
      if (test.kind === 'certain') {
        const severity = test.why === 'preview' ? 'warning' : 'error';
        return [{ at, severity, args: { ...args, why: test.why } }];
      }
      // Beside a host without such a word it is plain what the word means.
      const shared = SHARED_WORDS.includes(test.word);
      const severity = !shared && (hasReal || test.strong) ? 'warning' : 'hint';
      return [{ at, severity, args: { ...args, why: 'word', word: test.word, only: !hasReal } }];
    });
  },
});
