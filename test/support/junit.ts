import { readFileSync } from 'node:fs';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

interface Rule {
  readonly children: readonly string[];
  readonly required: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

const RULES = JSON.parse(
  readFileSync(new URL('../fixtures/junit-rules.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Rule>>;

const FORMS: Readonly<Record<string, RegExp>> = {
  any: /^[^]*$/,
  text: /^[^]+$/,
  count: /^\d+$/,
  seconds: /^\d+\.\d{3}$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
};

/** An element as the parser found it. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Reads JUnit XML, and throws at the first thing no viewer has to understand. */
export function parseJunit(xml: string): Element {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`${valid.err.msg} in line ${String(valid.err.line)}`);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e9 },
    htmlEntities: true,
  });
  const [root] = (parser.parse(xml) as unknown[]).flatMap(elementOf);
  if (root?.tag !== 'testsuites') throw new Error('the root is no testsuites');
  check(root);
  return root;
}

function elementOf(node: unknown): Element[] {
  const { ':@': attributes = {}, ...rest } = node as Record<string, unknown>;
  const [entry] = Object.entries(rest);
  if (entry === undefined || entry[0] === '#text') return [];
  const [tag, content] = entry;
  const children = (content as unknown[]).flatMap(elementOf);
  const text = (content as Record<string, unknown>[])
    .map((each) => (typeof each['#text'] === 'string' ? each['#text'] : ''))
    .join('');
  return [{ tag, attributes: attributes as Record<string, string>, children, text }];
}

function check({ tag, attributes, children }: Element): void {
  const rule = RULES[tag];
  if (rule === undefined) throw new Error(`no viewer knows <${tag}>`);
  for (const name of rule.required) {
    if (!(name in attributes)) throw new Error(`<${tag}> has no ${name}`);
  }
  for (const [name, value] of Object.entries(attributes)) {
    const form = rule.attributes[name];
    if (form === undefined) throw new Error(`<${tag}> may not have ${name}`);
    if (FORMS[form]?.test(value) !== true)
      throw new Error(`${tag}.${name} is no ${form}: ${value}`);
  }
  for (const child of children) {
    if (!rule.children.includes(child.tag)) throw new Error(`<${child.tag}> in <${tag}>`);
    check(child);
  }
  const count = (wanted: string): number =>
    children.filter((each) => each.children.some((end) => end.tag === wanted)).length;
  if (tag !== 'testsuite') return;
  for (const [attribute, end] of [
    ['failures', 'failure'],
    ['errors', 'error'],
    ['skipped', 'skipped'],
  ] as const) {
    if (attributes[attribute] !== String(count(end)))
      throw new Error(`${attribute} is not what is there`);
  }
}

/** All test cases, suite by suite. */
export function casesOf(root: Element): Element[] {
  return root.children.flatMap((suite) => suite.children.filter(({ tag }) => tag === 'testcase'));
}

/** How a test case ended: `failure`, `error`, `skipped` or `passed`. */
export function endOf({ children }: Element): string {
  return children.find(({ tag }) => ['failure', 'error', 'skipped'].includes(tag))?.tag ?? 'passed';
}
