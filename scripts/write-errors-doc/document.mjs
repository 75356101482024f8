/** The reference page of the errors, as Markdown. */
import prettier from 'prettier';

/** Examples that an entry shows: the shortest ones. */
const SHOWN = 3;

/** The page for the rules, in their order, formatted. */
export async function errorsDocument(entries, links) {
  const text = [
    '<!-- Written by `npm run docs:errors`; change the rules, not this file. -->',
    '# Errors',
    INTRODUCTION,
    entries.map(({ id, title }) => `- [${id}](#${id}): ${plain(title)}`).join('\n'),
    ...entries.map((entry) => describeEntry(entry, links)),
  ].join('\n\n');
  return prettier.format(text, { parser: 'markdown', printWidth: 100, singleQuote: true });
}

const INTRODUCTION = `Every error that \`ddoauth diagnose\` knows, and that the other commands explain when they meet it. \`ddoauth diagnose --list NAME\` shows an entry in the terminal.

Causes stand in order of likelihood. How each is found out about:

- **offline**: by comparing what is in the input, and what the settings of the client say. Sends nothing.
- **live**: by a question that \`diagnose\` can put without harm and without a browser.
- **by hand**: by what you do or look at yourself.

A cause is called confirmed or ruled out only when such a check has run and said so; checks that contradict each other leave it open. "Must not be taken for" lists what looks alike and is something else.`;

function describeEntry({ id, title, examples, causes, fix, next, mustNotClaim, links }, pages) {
  const shortest = differing(examples).sort((a, b) => a.length - b.length);
  return [
    `## ${id}`,
    `${plain(title)}.`,
    'Recognised by texts such as:',
    list(shortest.slice(0, SHOWN).map(code)),
    'Causes:',
    causes.map(describeCause).join('\n'),
    `**Fix**: ${plain(fix)}`,
    `**Next**: ${code(next)}`,
    'Must not be taken for:',
    list(mustNotClaim.map(plain)),
    `**See**: ${links.map((name) => `[${pages[name].title}](${pages[name].url})`).join(', ')}`,
  ].join('\n\n');
}

/** Texts that differ by more than letter case and signs, the first of each. */
function differing(examples) {
  const words = (text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return examples.filter(
    (text, index) => examples.findIndex((each) => words(each) === words(text)) === index,
  );
}

function describeCause({ text, checks }, index) {
  const mark = `${index + 1}. `;
  const below = ' '.repeat(mark.length);
  return [mark + plain(text), ...checks.map((check) => `${below}- ${plain(check)}`)].join('\n');
}

function list(items) {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Text in which nothing is Markdown. */
function plain(text) {
  return text.replace(/[\\`*<>[\]|]/g, '\\$&');
}

/** Text as code, in a fence that it does not hold. */
function code(text) {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s*\n\s*/g, ' ')}${pad}${fence}`;
}
