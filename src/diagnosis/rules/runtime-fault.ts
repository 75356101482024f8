import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

/** A reader of JSON that met something else: Node, browsers, Python, Go, Java, .NET, Ruby, PHP. */
const NO_JSON = anyOf({
  nodeAndBrowsers: [
    /unexpected token ['"]?</,
    /unexpected token . in json/,
    /\bis not valid json\b/,
    /unexpected end of json input/,
    /\bJSON\.parse: unexpected/,
  ],
  python: [
    /\bJSONDecodeError\b/,
    /expecting value: line 1 column 1/,
    /\bContentTypeError\b[^\n]{0,200}mimetype/,
  ],
  go: [/invalid character '.' looking for beginning of value/, /oauth2: cannot parse/],
  java: [/unrecognized token '/, /\bJsonParseException\b/, /\bMismatchedInputException\b/],
  dotnet: [/'.' is an invalid start of a value/, /\bJsonReaderException\b/],
  ruby: [/\bJSON::ParserError\b/],
});
const TOKEN_MEMBER = '(?:access_token|refresh_token|expires_in|token_type)';
/** A program that reads the token of an answer that has none. */
const NO_MEMBER = new RegExp(
  `\\bKeyError: ["']${TOKEN_MEMBER}["']|\\(reading ["']${TOKEN_MEMBER}["']\\)|undefined (?:array key|index|property)[: ]{1,3}["'$]{0,2}${TOKEN_MEMBER}|key not found: ["':]{0,2}${TOKEN_MEMBER}|server response missing access_token|${TOKEN_MEMBER}["']? (?:is|was) (?:undefined|null|none|nil|not (?:defined|present|set))\\b|no such member: ${TOKEN_MEMBER}`,
  'i',
);
const PAGE =
  /unexpected token ['"]?<|<!doctype|character '<'|'<' is an invalid|token at '<|text\/html/i;
const EMPTY =
  /unexpected end of json|expecting value: line 1 column 1 \(char 0\)|no content to map|EOF looking for beginning/i;
/** The sign a reader names, where it is none with which a page begins. */
const OTHER_SIGN =
  /unexpected token ['"]?[^\s<'"]['"]?(?: in json|, )|(?:invalid character|unrecognized token) '[^<\s]|'[^<\s]' is an invalid start/i;

/** oauthlib on the client's side, which holds the granted scopes against the requested ones. */
const SCOPE_CHANGED =
  /\bscope has changed from ["']([^"'\n]{0,4000})["'] to ["']([^"'\n]{0,4000})["']/i;

/** Whether the scopes of the complaint are the same but for their order. */
function sameScopes({ reading }: Case): boolean | undefined {
  for (const view of reading.views) {
    const hit = SCOPE_CHANGED.exec(view);
    const [asked, granted] = [hit?.[1], hit?.[2]].map((list) =>
      [...new Set((list ?? '').split(/[\s,]+/))].sort().join(' '),
    );
    if (hit) return asked === granted;
  }
  return undefined;
}

const FIX =
  'Look at status, Content-Type and body of the answer before reading it; an error of the token endpoint is often {"errors":["code - text"]} and not RFC 6749. Then give that answer to diagnose.';
const FIX_SCOPES =
  'Compare granted and requested scopes as sets, in the program itself: for oauthlib set OAUTHLIB_RELAX_TOKEN_SCOPE=1 or send no scope parameter.';

/** The answer was not what the program reads. */
export const runtimeFault = defineRule({
  id: 'runtime-fault',
  title: 'The program read an answer that is not what it takes it for',
  links: ['oauthEndpoints', 'rfc6749Token'],
  yieldsTo: ['payload-refused'],
  signatures: [
    {
      pattern: NO_JSON,
      when: (reading) =>
        reading.namesDatadog || mentions(reading, /oauth|access_token|token endpoint/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
    { pattern: NO_MEMBER, sure: 'possible', withDatadog: 'likely' },
    { pattern: SCOPE_CHANGED, sure: 'possible', withDatadog: 'certain' },
  ],
  causes: [
    {
      id: 'scope-order',
      text: 'the library compares the granted scopes with the requested ones as they are written, and Datadog names them in no fixed order',
      when: (found) => sameScopes(found) !== undefined,
      check: (found) => ({
        holds: sameScopes(found) === true,
        because: 'compared both lists of the complaint as sets',
      }),
    },
    {
      id: 'scopes-differ',
      text: 'the grant has other scopes than the request named: those registered for the client apply',
      when: (found) => sameScopes(found) !== undefined,
      check: (found) => ({
        holds: sameScopes(found) === false,
        because: 'compared both lists of the complaint as sets',
      }),
    },
    {
      id: 'error-answer',
      text: 'the answer is an error, as a list under errors or as error, and the program reads a token from it all the same',
      check: ({ reading }) =>
        reading.errors.length > 0
          ? { holds: true, because: 'the input has an error of the server' }
          : mentions(reading, NO_MEMBER)
            ? { because: 'a member of the token answer is not there' }
            : undefined,
      byHand: 'log status and body of the answer before they are read',
    },
    {
      id: 'page',
      text: 'the answer is an HTML page: a login page, a page of a proxy, or the web host instead of the API host',
      check: ({ reading }) =>
        mentions(reading, PAGE)
          ? { holds: true, because: 'the reader stumbled over the < with which a page begins' }
          : mentions(reading, OTHER_SIGN)
            ? { holds: false, because: 'the reader stumbled over another sign than <' }
            : undefined,
      byHand: 'log the Content-Type and the first characters of the answer',
    },
    {
      id: 'empty',
      text: 'the answer is empty',
      check: ({ reading }) =>
        mentions(reading, EMPTY)
          ? { because: 'the reader came to the end before anything began' }
          : undefined,
      byHand: 'log status and length of the answer',
    },
    {
      id: 'packed',
      text: 'the answer is packed (gzip, br) and was not unpacked',
      byHand: 'look at the Content-Encoding of the answer',
    },
  ],
  fix: (found) => (sameScopes(found) === undefined ? FIX : FIX_SCOPES),
  fixInDocs: `${FIX} Where a library says that the scope has changed: ${FIX_SCOPES}`,
  next: nextRun('authorize --verbose'),
  mustNotClaim: [
    'a fault of the program that has nothing to do with an answer',
    'broken JSON in a file of settings',
    'a library that reports the error of the server properly',
  ],
});
