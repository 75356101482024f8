import { afterAll, expect, it } from 'vitest';
import { CORPUS, type CorpusInput } from '../corpus/expectation.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';

interface Answer {
  readonly results: readonly { readonly id: string; readonly grade: string }[];
}

const home = temporaryHome();
afterAll(() => {
  home.remove();
});

/** One input of each topic in turn, those that a profile would be needed for left out. */
function sample(size: number): CorpusInput[] {
  const byTopic = new Map<string, CorpusInput[]>();
  for (const input of CORPUS.filter(({ context }) => context === undefined)) {
    const topic = input.name.split('/')[0] ?? '';
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), input]);
  }
  const rows = [...byTopic.values()];
  const rounds = Math.ceil(size / rows.length);
  // From the middle of each topic outwards, so that not only the plain ones at its head come.
  return Array.from({ length: rounds }, (_, round) =>
    rows.flatMap(
      (inputs) => inputs[(Math.floor(inputs.length / 2) + round * 3) % inputs.length] ?? [],
    ),
  )
    .flat()
    .slice(0, size);
}

it.concurrent.each(sample(26))('diagnose $name --json', async (input) => {
  const { code, stdout, stderr } = await runCli(['diagnose', input.path, '--json'], {
    cwd: home.path,
    env: cliEnvironment(home.path),
  });
  for (const secret of input.secrets ?? []) {
    expect(stdout).not.toContain(secret);
    expect(stderr).not.toContain(secret);
  }
  const { results } = JSON.parse(stdout) as Answer;
  const ids = results.map(({ id }) => id.replace(/^diagnose\./, ''));
  if (input.rule === null) {
    expect(ids).toEqual(['not-recognised']);
    expect(code).toBe(5);
    return;
  }
  const lead = ids.find((id) => !input.mayLead?.includes(id));
  expect(typeof input.rule === 'string' ? [input.rule] : input.rule).toContain(lead);
  expect(results[0]?.grade).toBe('review');
});
