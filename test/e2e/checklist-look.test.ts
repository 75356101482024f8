import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTwoClients, type TwoClients } from '../support/two-clients.ts';

let place: TwoClients;
beforeAll(async () => {
  place = await openTwoClients();
  place.writeConfig({
    submitted: { kind: 'published', clientId: 'a-third-id', stage: 'submitted' },
  });
});
afterAll(() => place.close());

/** Command, output and exit code, without what differs from run to run. */
async function look(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await place.run(args);
  const port = new URL(place.callback).port;
  const text = [stdout, stderr]
    .join('')
    .replaceAll(/\brun(\s+)[0-9a-f]{10}/g, 'run$1RUN')
    .replaceAll(/in [0-9.]+ m?s\./g, 'in TIME.')
    .replaceAll(port, 'PORT');
  return `$ ddoauth ${args.join(' ')}\n${text}[exit ${String(code)}]\n`;
}

it.each([
  ['status-test', ['checklist', '--status']],
  ['status-several', ['checklist', '--status', '--profile', 'published,test']],
  ['submit-test', ['checklist', '--step', 'submit']],
  ['submit-submitted', ['checklist', '--step', 'submit', '--profile', 'submitted']],
  [
    'pages-answered',
    [
      ...['checklist', '--profile', 'published', '--step', 'closing-page,uninstall'],
      ...['--answer', 'closing-page=no:it closes by itself', '--answer', 'uninstall=yes'],
    ],
  ],
  ['wrong-step', ['checklist', '--step', 'uninstall']],
])('%s', async (name, args) => {
  const text = (await look(args)).replaceAll(/\(\d{4}-\d\d-\d\d/g, '(DATE');
  await expect(text).toMatchFileSnapshot(`../golden/checklist/${name}.txt`);
});
