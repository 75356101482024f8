import { finding } from '../catalog/findings.ts';
import { startCheck } from '../checks/verdict.ts';
import { describeRule, type RuleDescription } from '../diagnosis/describe-rule.ts';
import { RULES } from '../diagnosis/rules/index.ts';
import { ToolError } from '../errors.ts';
import type { Verdict } from '../model/report.ts';
import { nearest } from '../sites/nearest.ts';
import type { Run } from './run/run.ts';

/**
 * `diagnose --list`: every rule by name, or all about those that are named. Sends nothing.
 * @throws ToolError `usage.flag` for a name that is no rule's.
 */
export function listRules(run: Run, names: readonly string[]): Verdict[] {
  if (names.length > 0) return names.map((name) => explained(run, named(name)));
  return RULES.map(({ id, title }) => {
    const listed = finding('diagnose.rule-listed', { rule: id, title });
    return startCheck(run.host.clock, checkOf(id, title))({ grade: 'passed', finding: listed });
  });
}

function checkOf(id: string, title: string): Parameters<typeof startCheck>[1] {
  return { id: `diagnose.rule.${id}`, check: 'diagnose.rule', title, subject: {} };
}

function named(name: string): RuleDescription {
  const id = name.toLowerCase();
  const rule = RULES.find((each) => each.id === id);
  if (rule) return describeRule(rule);
  const close = nearest(
    id,
    RULES.map((each) => each.id),
  );
  throw new ToolError('usage.flag', `diagnose --list: no rule is called "${name}".`, {
    hint: close === undefined ? 'diagnose --list shows their names' : `Did you mean ${close}?`,
  });
}

function explained(run: Run, rule: RuleDescription): Verdict {
  const { id, title, causes, fix, next, mustNotClaim, links } = rule;
  return startCheck(
    run.host.clock,
    checkOf(id, title),
  )({
    grade: 'passed',
    finding: finding('diagnose.rule-explained', {
      rule: id,
      title,
      causes: causes.map(({ text }) => text),
      checks: causes.map(({ checks }) => checks.join('; ')),
      fix,
      nextCommand: next,
      mustNotClaim,
      pages: links,
    }),
  });
}
