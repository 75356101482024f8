import type { LINT_RULE_FINDINGS } from '../../catalog/findings/lint.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';
import type { LINT_URI_WORDS } from './lint-uris.ts';

type ClientCode = Exclude<keyof typeof LINT_RULE_FINDINGS, keyof typeof LINT_URI_WORDS>;

/** ` (did you mean x?)`, or nothing. */
function guess(args: Finding['args']): string {
  return arg(args, 'guess') === '' ? '' : ` (did you mean ${arg(args, 'guess')}?)`;
}

const OPTIONS: Readonly<Record<string, string>> = {
  digits:
    'The client id has 32 digits without hyphens: a UUID without them, or an API key in its place.',
  key: 'The client id has the shape of an application key.',
  zeros: 'The client id is all zeros.',
  around: 'The client id is a UUID with something around it.',
};

/** What is said of some scopes that do not exist. */
const UNKNOWN_SCOPES: Readonly<Record<string, string>> = {
  sending: ': data is sent with the API key that api_keys_write makes, and needs no other scope',
  wildcard: ': scopes have no wildcard, each is named',
};

const UNKNOWN_SCOPE_REMEDIES: Readonly<Record<string, string>> = {
  sending: 'Write api_keys_write in its place: one unknown scope fails the whole authorization.',
  wildcard: 'Name every scope that the integration needs, and no other.',
};

/** Types of JSON in words. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'one text',
  empty: 'an empty text',
  object: 'an object',
  list: 'a list',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** The sentences of the rules on files, members and scopes. */
export const LINT_CLIENT_WORDS: Record<ClientCode, Wording> = {
  'lint.json-syntax': (args) => ({
    message: `This is no valid JSON: ${arg(args, 'problem')}.`,
    remedy: 'Correct it and lint again.',
  }),
  'lint.json-comment': () => ({
    message: 'JSON has no comments.',
    remedy: 'Take it out: strict parsers refuse the file, ddoauth too.',
  }),
  'lint.json-trailing-comma': () => ({
    message: 'There is a comma before a closing bracket.',
    remedy: 'Take it out: strict parsers refuse the file, ddoauth too.',
  }),
  'lint.json-duplicate-key': (args) => ({
    message: `The key "${arg(args, 'key')}" is there twice; the first one is without effect.`,
    remedy: 'Keep the one that is meant.',
  }),
  'lint.byte-order-mark': () => ({
    message: 'The file begins with a byte order mark, which strict parsers refuse.',
    remedy: 'Save it as UTF-8 without the mark.',
  }),
  'lint.secret-in-file': (args) => ({
    message:
      arg(args, 'shape') === ''
        ? `"${arg(args, 'key')}" is the name of a secret, in a file that is meant for git.`
        : `The value of "${arg(args, 'key')}" has the shape of a secret (${arg(args, 'shape')}), in a file that is meant for git.`,
    remedy: `Take it out, and regenerate or revoke it if the file was committed${arg(args, 'advice') === '' ? '' : `; ${arg(args, 'advice')}`}.`,
  }),
  'lint.config-schema': (args) => ({
    message:
      arg(args, 'key') === ''
        ? `The config ${arg(args, 'problem')}.`
        : `"${arg(args, 'key')}": ${arg(args, 'problem')}.`,
    remedy: 'Correct it; schema/config.schema.json of the package describes the file.',
  }),
  'lint.default-profile-unknown': (args) => ({
    message: `There is no profile "${arg(args, 'value')}"${guess(args)}.`,
    remedy:
      arg(args, 'names') === '' ? 'Add it under "profiles".' : `Name one of ${arg(args, 'names')}.`,
  }),
  'lint.site-unknown': (args) => ({
    message: `"${arg(args, 'value')}" is no site: ${arg(args, 'reason')}${guess(args)}.`,
    remedy: 'Name a site by its key, or add it under "sites".',
    nextCommand: 'ddoauth sites',
  }),
  'lint.customer-subdomain': (args) => ({
    message:
      arg(args, 'api') === 'true'
        ? `"${arg(args, 'value')}" is no host: a customer subdomain belongs to the web app only.`
        : `"${arg(args, 'value')}" has the customer subdomain "${arg(args, 'subdomain')}", which does not say where the org lives.`,
    remedy: `Write the site itself: ${arg(args, 'site')}.`,
  }),
  'lint.manifest-unreadable': (args) => ({
    message: `The manifest "${arg(args, 'value')}" cannot be used: ${arg(args, 'reason')}.`,
    remedy: 'Give the path from the folder of the config, such as assets/oauth_clients.json.',
  }),
  'lint.manifest-differs': (args) => ({
    message:
      arg(args, 'theirs') === ''
        ? `The ${arg(args, 'what')} "${arg(args, 'value')}" is not in the manifest that the profile names.`
        : `The ${arg(args, 'what')} is ${arg(args, 'value')} here and ${arg(args, 'theirs')} in the manifest.`,
    remedy:
      'Take it out of the profile, or correct the manifest: Datadog has what the manifest says.',
  }),
  'lint.published-without-manifest': () => ({
    message: 'The published client names no manifest, so nothing holds it to what is registered.',
    remedy: 'Name the file of the integration: "manifest": "assets/oauth_clients.json".',
  }),
  'lint.client-id-shared': (args) => ({
    message: `The client id ${arg(args, 'value')} is here that of a ${arg(args, 'kind')} client, and in "${arg(args, 'label')}" that of a ${arg(args, 'otherKind')} one.`,
    remedy: 'Every client has an id of its own: copy each from the Developer Platform.',
  }),
  'lint.manifest-field-missing': (args) => ({
    message: `"${arg(args, 'field')}" is ${arg(args, 'empty') === 'true' ? 'empty' : 'missing'}.`,
    remedy: 'Fill it in; all published manifests have it.',
  }),
  'lint.manifest-field-type': (args) => ({
    message: `${arg(args, 'item') === 'true' ? 'An entry of ' : ''}"${arg(args, 'field')}" has to be ${arg(args, 'wanted')}; this is ${KINDS[arg(args, 'kind')] ?? arg(args, 'kind')}.`,
    remedy:
      arg(args, 'kind') === 'empty'
        ? 'Fill it in, or take it out.'
        : arg(args, 'wanted') === 'a list of texts'
          ? 'Write a list in brackets, each text in double quotes of its own.'
          : 'Write a text in double quotes.',
  }),
  'lint.manifest-unknown-key': (args) => ({
    message: `Manifests have no "${arg(args, 'key')}"${guess(args)}.`,
    remedy:
      arg(args, 'guess') === ''
        ? 'Take it out, unless a program of yours reads it.'
        : 'Correct the spelling, or take it out.',
  }),
  'lint.manifest-several-clients': (args) => {
    if (arg(args, 'bare') === 'true') {
      return {
        message: 'The client does not stand right under "integration".',
        remedy: 'Write {"integration": {…}}.',
      };
    }
    return arg(args, 'other') === ''
      ? {
          message: `The file has ${arg(args, 'count')} clients; this is not the first ("${arg(args, 'label')}").`,
          remedy: 'Keep one client in each file.',
        }
      : {
          message: `"${arg(args, 'other')}" beside "integration" is passed over.`,
          remedy: 'Take it out.',
        };
  },
  'lint.manifest-not-referenced': (args) => ({
    message:
      arg(args, 'other') === ''
        ? 'manifest.json of the integration has no "oauth".'
        : `"oauth" in manifest.json of the integration names ${arg(args, 'other')}.`,
    remedy: `Write "oauth": "${arg(args, 'expected')}" there.`,
  }),
  'lint.client-role': (args) => ({
    message: `client_role is "${arg(args, 'value')}"; every published client has "integration".`,
    remedy: 'Write "client_role": "integration".',
  }),
  'lint.client-id-not-uuid': (args) => ({
    message: OPTIONS[arg(args, 'what')] ?? `The client id "${arg(args, 'value')}" is no UUID.`,
    remedy: 'Copy it from the page of the client in the Developer Platform.',
  }),
  'lint.pkce-off': (args) => ({
    message: `"${arg(args, 'key')}" (${arg(args, 'value')}) says that PKCE is off or plain.`,
    remedy: 'Take it out, and send code_challenge with code_challenge_method=S256.',
  }),
  'lint.api-keys-write-missing': (args) => ({
    message: `The client lacks api_keys_write, and its description speaks of sending data ("${arg(args, 'said')}").`,
    remedy: 'Add the scope if the integration sends metrics, events, logs or traces.',
  }),
  'lint.public-client-scope': () => ({
    message: 'api_keys_write is not for public clients.',
    remedy: 'Leave it out, or use the test client of the integration.',
  }),
  'lint.scope-duplicate': (args) => ({
    message: `The scope ${arg(args, 'scope')} is there twice.`,
    remedy: 'Take the second out, or write the one that was meant.',
  }),
  'lint.scope-joined': (args) => ({
    message: `"${arg(args, 'value')}" are several scopes in one text.`,
    remedy: 'Write each as a text of its own.',
  }),
  'lint.scope-refused-somewhere': (args) => ({
    message: `The scope ${arg(args, 'scope')} was refused ${arg(args, 'where')}; then the whole authorization fails.`,
    remedy: 'Try it on every site before you submit.',
    nextCommand: 'ddoauth authorize --bisect-scopes',
  }),
  'lint.scope-spelling': (args) => ({
    message: `The scope "${arg(args, 'value')}" is written ${arg(args, 'scope')}.`,
    remedy: 'Write it as Datadog does: names are compared letter by letter.',
  }),
  'lint.scope-unknown': (args) => ({
    message: `No scope "${arg(args, 'value')}" is known${guess(args)}${UNKNOWN_SCOPES[arg(args, 'why')] ?? ''}.`,
    ...(arg(args, 'why') === ''
      ? {
          remedy:
            'Compare it with the list in the Developer Platform: one unknown scope fails the whole authorization.',
          nextCommand: 'ddoauth authorize --bisect-scopes',
        }
      : { remedy: UNKNOWN_SCOPE_REMEDIES[arg(args, 'why')] ?? 'Take it out.' }),
  }),
  'lint.scope-write-without-read': (args) => ({
    message: `${arg(args, 'scope')} without ${arg(args, 'read')}: what is written cannot be read back.`,
    remedy: `Add ${arg(args, 'read')} if your application ever looks at what it wrote.`,
  }),
};
