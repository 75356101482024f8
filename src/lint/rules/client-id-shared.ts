import type { LintClient } from '../clients.ts';
import { defineLintRule, type LintFinding } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** Two clients with one id. */
export const clientIdShared = defineLintRule({
  id: 'client-id-shared',
  title: 'A test client and a published client with the same id',
  severity: 'error',
  cause:
    'Submitting an integration makes a new client with an id and a secret of its own. With one id for both, one of the profiles tests the wrong client.',
  fix: 'Give each profile the id of its own client, as the Developer Platform shows it.',
  mustNotClaim: ['two profiles of one kind for one client', 'a profile and the manifest it names'],
  file: (file, { clients }) => {
    const seen = new Map<string, LintClient[]>();
    return clients.flatMap((client): LintFinding[] => {
      const { id, kind } = client;
      if (id === undefined || id.value === '' || kind === undefined) return [];
      const key = id.value.toLowerCase();
      const before = seen.get(key) ?? [];
      if (before.length < MOST_COMPARED) seen.set(key, [...before, client]);
      // Told once, at the later of the two.
      const other = before.find((each) => isOther(each, client));
      if (other === undefined || client.file !== file) return [];
      const { label, kind: otherKind } = other;
      const args = { value: shownText(id.value), kind, label: shownText(label), otherKind };
      return [{ at: id.node, args }];
    });
  },
});

/** As many clients of one id as are looked at: the first few tell all there is to tell. */
const MOST_COMPARED = 20;

/** Whether two descriptions with one id cannot be of one client. */
function isOther(one: LintClient, two: LintClient): boolean {
  if (one.manifest === two || two.manifest === one) return false;
  const twiceInOneManifest =
    one.source === 'manifest' && two.source === 'manifest' && one.file === two.file;
  return one.kind !== two.kind || twiceInOneManifest;
}
