import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CiMachine } from './ci-machine.ts';

/** A step as a workflow has it. */
interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** YAML has numbers too. */
  readonly with?: Readonly<Record<string, string | number>>;
}

/** A job as a workflow has it. */
export interface Job {
  readonly env?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly if?: string;
  readonly strategy?: { readonly matrix: { readonly include: readonly Record<string, string>[] } };
  readonly steps: readonly Step[];
}

/** What expressions may name: `matrix.site`, `secrets.X`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How a job ended. */
export interface JobEnd {
  /** Exit codes of its steps with a script, by name or script. */
  readonly codes: Readonly<Record<string, number | null>>;
  readonly failed: boolean;
  readonly log: string;
  /** The pages of its steps, `GITHUB_STEP_SUMMARY`. */
  readonly summary: string;
}

/** Actions that stand for what a test machine has, or does by hand. */
const GIVEN = /^actions\/(?:checkout|setup-node)@/;

/**
 * Runs the steps of a job one after the other, as GitHub's runner does, as far as the examples use it.
 * @param artifacts folder of what was uploaded
 */
export async function runGithubJob(
  machine: CiMachine,
  job: Job,
  contexts: Contexts,
  artifacts: string,
): Promise<JobEnd> {
  const runner = { temp: machine.temp };
  const outputs: Record<string, { outputs: Record<string, string> }> = {};
  const codes: Record<string, number | null> = {};
  const summaryFile = join(machine.temp, 'summary.md');
  writeFileSync(summaryFile, '');
  let failed = false;
  let log = '';
  const base = {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: machine.workspace,
    GITHUB_REPOSITORY: 'acme/integration',
    GITHUB_STEP_SUMMARY: summaryFile,
    RUNNER_TEMP: machine.temp,
  };
  const runScript = async (
    step: Step,
    all: Contexts,
    env: Readonly<Record<string, string>>,
  ): Promise<number | null> => {
    const outputFile = join(machine.temp, 'output');
    writeFileSync(outputFile, '');
    const flags = step.shell === 'bash' ? ['-eo', 'pipefail'] : ['-e'];
    const own = { ...env, ...evaluated(step.env, all), GITHUB_OUTPUT: outputFile };
    const end = await machine.bash(evaluate(step.run ?? '', all), { ...base, ...own }, flags);
    log += end.log;
    if (step.id !== undefined) outputs[step.id] = { outputs: readOutputs(outputFile) };
    return end.code;
  };
  for (const step of job.steps) {
    const all = { ...contexts, runner, steps: outputs };
    if (failed && step.if !== 'always()') continue;
    // The environment of a job knows neither the runner nor the steps.
    const env = evaluated(job.env, contexts);
    const given = evaluated(step.with, all);
    if (step.run !== undefined) {
      const code = await runScript(step, all, env);
      codes[step.name ?? step.run] = code;
      failed ||= code !== 0;
    } else if (step.uses?.startsWith('actions/upload-artifact@') === true) {
      upload(machine.workspace, given, artifacts);
    } else if (step.uses?.startsWith('actions/download-artifact@') === true) {
      download(machine.workspace, given, artifacts);
    } else if (step.uses === './node_modules/ddoauth') {
      const code = await runAction(step, all, { ...env, ...evaluated(step.env, all) });
      codes[step.uses] = code;
      failed ||= code !== 0;
    } else if (step.uses === undefined || !GIVEN.test(step.uses)) {
      throw new Error(`no stand-in for ${String(step.uses)}`);
    }
  }
  return { codes, failed, log, summary: readFileSync(summaryFile, 'utf8') };

  async function runAction(
    step: Step,
    all: Contexts,
    env: Readonly<Record<string, string>>,
  ): Promise<number | null> {
    const root = new URL('../../', import.meta.url).pathname;
    const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
      readonly inputs: Readonly<Record<string, { readonly default: string }>>;
      readonly outputs: Readonly<Record<string, { readonly value: string }>>;
      readonly runs: { readonly steps: readonly Step[] };
    };
    const given = evaluated(step.with, all);
    for (const name of Object.keys(given)) {
      if (!(name in action.inputs)) throw new Error(`the action has no input ${name}`);
    }
    const inputs = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]),
    );
    const inside = { ...all, inputs, github: { action_path: root } };
    let code: number | null = 0;
    for (const own of action.runs.steps) {
      if (code !== 0) break;
      code = await runScript(own, inside, env);
    }
    const after = { ...inside, steps: outputs };
    const results = Object.entries(action.outputs).map(([name, { value }]) => [
      name,
      evaluate(value, after),
    ]);
    if (step.id !== undefined) {
      outputs[step.id] = { outputs: Object.fromEntries(results) as Record<string, string> };
    }
    return code;
  }
}

function readOutputs(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function evaluated(
  values: Readonly<Record<string, string | number>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, text]) => [name, evaluate(String(text), contexts)]),
  );
}

/** Replaces `${{ a.b }}` and `${{ a[b.c] }}`; what is not there is empty, as it is there. */
export function evaluate(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    const value = lookUp(expression, contexts);
    if (value === undefined) return '';
    if (typeof value !== 'string') throw new Error(`${expression} is no text`);
    return value;
  });
}

function lookUp(expression: string, contexts: Contexts): unknown {
  const [root = ''] = expression.split(/[.[]/);
  if (!(root in contexts)) throw new Error(`${expression}: there is no ${root} here`);
  const indexed = /^([a-z]+)\[([a-z.]+)\]$/.exec(expression);
  if (indexed !== null) {
    const [, object = '', key = ''] = indexed;
    return (contexts[object] as Record<string, unknown>)[String(lookUp(key, contexts))];
  }
  if (!/^[a-z]+(?:\.[A-Za-z0-9_-]+)+$/.test(expression))
    throw new Error(`cannot read ${expression}`);
  return expression
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      contexts,
    );
}

function upload(workspace: string, given: Readonly<Record<string, string>>, to: string): void {
  const target = join(to, given['name'] ?? '');
  mkdirSync(target, { recursive: true });
  for (const path of (given['path'] ?? '').split('\n').filter(Boolean)) {
    const from = join(workspace, path);
    if (!existsSync(from)) continue;
    const isFolder = !/\.\w+$/.test(path);
    cpSync(from, isFolder ? target : join(target, path), { recursive: true });
  }
}

function download(workspace: string, given: Readonly<Record<string, string>>, from: string): void {
  const prefix = (given['pattern'] ?? '').replace('*', '');
  const target = join(workspace, given['path'] ?? '');
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(from).filter((each) => each.startsWith(prefix))) {
    cpSync(join(from, name), target, { recursive: true });
  }
}
