/** The reference page of the lint rules, as Markdown. */
import prettier from 'prettier';

const INTRODUCTION = `What \`ddoauth lint\` looks for in \`ddoauth.config.json\` and in OAuth client manifests (\`assets/oauth_clients.json\` of an integration). An **error** ends with exit code 1; a **warning** and a **hint** do with \`--fail-on warning,review\`. The severity of a rule is the worst it can have: where the file leaves room for another reading, a finding is milder.`;

/** The page for some rules; what they link to stands in the table of findings. */
export async function lintDocument(rules, findings, links) {
  const text = [
    '<!-- Written by `npm run docs:lint`; change the rules, not this file. -->',
    '# Lint rules',
    INTRODUCTION,
    [
      '| Rule | Severity | `--fix` | What it finds |',
      '| --- | --- | --- | --- |',
      ...rules.map(
        ({ id, severity, fixes, title }) =>
          `| [\`${id}\`](#${id}) | ${severity} | ${fixes === undefined ? '' : 'yes'} | ${escaped(title)} |`,
      ),
    ].join('\n'),
    ...rules.map((rule) => section(rule, findings[`lint.${rule.id}`]?.links ?? [], links)),
  ].join('\n\n');
  return prettier.format(text, { parser: 'markdown', printWidth: 100, singleQuote: true });
}

function section({ id, title, severity, cause, fix, fixes, mustNotClaim }, names, links) {
  return [
    `## ${id}`,
    `${escaped(title)}. Severity: ${severity}.`,
    `**Cause.** ${escaped(cause)}`,
    `**Fix.** ${escaped(fix)}${fixes === undefined ? '' : ` \`--fix\` ${fixes}.`}`,
    `**Not claimed.** ${escaped(mustNotClaim.join('; '))}.`,
    ...(names.length === 0
      ? []
      : [`See ${names.map((name) => `[${links[name].title}](${links[name].url})`).join(', ')}.`]),
  ].join('\n\n');
}

/** What Markdown would take for markup. */
function escaped(text) {
  return text.replaceAll(/[*_<>|{}[\]#`]/g, String.raw`\$&`);
}
