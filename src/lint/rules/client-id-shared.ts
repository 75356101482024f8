import { defineLintRule } from '../define-lint-rule.ts';
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
  client: (client, { clients }) => {
    const { id, kind } = client;
    if (id === undefined || id.value === '' || kind === undefined) return [];
    const other = clients.find(
      (each) =>
        each !== client &&
        each !== client.manifest &&
        each.manifest !== client &&
        each.id?.value.toLowerCase() === id.value.toLowerCase() &&
        each.kind !== undefined &&
        (each.kind !== kind || (each.source === 'manifest' && client.file === each.file)),
    );
    // Told once, at the later of the two.
    if (other === undefined || clients.indexOf(other) > clients.indexOf(client)) return [];
    return [
      {
        at: id.node,
        args: {
          value: shownText(id.value),
          kind,
          label: shownText(other.label),
          otherKind: other.kind,
        },
      },
    ];
  },
});
