/** The reference page of the scopes, as Markdown. */
import prettier from 'prettier';
import { describeScope } from './describe-scope.mjs';

/** The page for the rows of the catalog and the table of explained disagreements, formatted. */
export async function scopesDocument(rows, explained) {
  const text = [
    '<!-- Written by `npm run docs:scopes`; change the catalog, not this file. -->',
    '# Scopes',
    INTRODUCTION,
    overview(rows),
    '## Every scope',
    ...rows.map((row) => describeScope(row)),
    '## Where the catalog and the specification disagree',
    DISAGREEMENTS,
    ...explained.map(describeEntry),
  ].join('\n\n');
  return prettier.format(text, { parser: 'markdown', printWidth: 100, singleQuote: true });
}

const INTRODUCTION = `How \`ddoauth check-scopes\` proves each scope of Datadog. Three proofs exist, strongest first:

- A **round trip** creates something harmless, reads it back and deletes it. Only with \`--allow-writes\`. Proves \`observed\`.
- A **read probe** reads something. Data in the answer of a scope that reads proves \`observed\`; an empty list, or a scope that does more than read, \`authorized\`. Where another granted scope opens the same route, the answer proves neither.
- An **authorization probe** asks for something that does not exist: 404 if the token was let in, 403 if not. Weak evidence, for Datadog does not document which of the two comes first; "404 recorded" says that the recordings of its client libraries show the 404, made with keys.

"Keys alone" marks a route for which Datadog's API specification declares no OAuth; [below](#where-the-catalog-and-the-specification-disagree) is why it is asked with a token all the same. "Unstable" marks a preview or a route that Datadog may change without notice. \`{name}\`, \`{id}\` and the like are filled in at run time.`;

const DISAGREEMENTS = `\`npm run catalog:verify -- openapi-v1.yaml openapi-v2.yaml\` holds every request against Datadog's API specification. These disagreements are known; any other one fails the script, and so does one of these that no longer occurs.`;

const KINDS = {
  operation: 'Operation that the specification does not have',
  'no-oauth': 'No OAuth declared',
  scope: 'Scope not named',
  opens: 'No scopes to compare with',
};

function overview(rows) {
  const count = (has) => rows.filter(has).length;
  const lines = [
    ['Scopes', rows.length],
    ['with a read probe', count(({ probes }) => probes.length > 0)],
    ['with a round trip', count(({ roundTrip }) => roundTrip)],
    ['with an authorization probe', count(({ authorizationProbe }) => authorizationProbe)],
    ['with an authorization probe alone', count(({ byHand }) => byHand)],
    ['without any proof', count(({ unprovable }) => unprovable)],
  ];
  return ['| | Number |', '| --- | --: |', ...lines.map(([what, n]) => `| ${what} | ${n} |`)].join(
    '\n',
  );
}

function describeEntry({ kind, reason, operations }) {
  const list = operations.map((operation) => `- \`${operation}\``);
  return [`### ${KINDS[kind] ?? kind}`, reason, list.join('\n')].join('\n\n');
}
