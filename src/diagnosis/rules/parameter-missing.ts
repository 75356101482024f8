import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { hasEmpty, mentions } from '../input-values.ts';

const NAMES =
  'response[\\s_]?type|grant[\\s_]?type|(?:authorization[\\s_])?code|refresh[\\s_]?token|scope|state|token[\\s_]?type(?:[\\s_]?hint)?|access[\\s_]?token|token|client[\\s_]?secret|username|password';
const MISSING = new RegExp(
  `(?<![a-z0-9])(?:missing (?:required )?(?:parameter:? )?|request is missing (?:the )?)["']?(${NAMES})["']? (?:parameter|in )`,
  'i',
);
const REVERSED = new RegExp(
  `(?<![a-z0-9])["']?(${NAMES})["']? (?:parameter )is (?:missing|required)`,
  'i',
);

/** A parameter of the request, or of the answer, is not there. */
export const parameterMissing = defineRule({
  id: 'parameter-missing',
  title: 'A required OAuth parameter is missing',
  links: ['oauthEndpoints', 'rfc6749Token'],
  yieldsTo: ['client-id-missing', 'redirect-uri-missing'],
  signatures: [
    { pattern: MISSING, sure: 'likely', withDatadog: 'certain' },
    { pattern: REVERSED, sure: 'possible', withDatadog: 'likely' },
    {
      pattern:
        /invalid_request\W{1,6}(?:request is )?missing (?:required )?["']?(?!redirect|client[_ ]id)([a-z_]{2,40})["']? parameter/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    { pattern: /(?<![a-z0-9_])missing_(code|token_type|token)(?![a-z0-9_])/i, sure: 'likely' },
  ],
  explain: ({ reading, context, recognition }) => {
    const name = (recognition.groups[0] ?? 'parameter')
      .toLowerCase()
      .replace(/^authorization[ _]/, '')
      .replaceAll(' ', '_');
    const hasRequest = mentions(reading, /[?&][a-z_]{2,40}=/i);
    const inCallback = name === 'code' && mentions(reading, /missing_code|in response/i);
    const inAnswer = mentions(reading, /missing_token/i);
    return {
      causes: [
        checked(
          'empty',
          `${name} is there and empty`,
          hasRequest ? hasEmpty(reading, name) : undefined,
          'read the request in the input',
        ),
        ...(inCallback
          ? [
              open(
                'not-a-callback',
                'the URL that was handed over is not the callback with the code, or Datadog answered with an error instead',
              ),
            ]
          : []),
        ...(inAnswer
          ? [
              open(
                'no-token-answer',
                'the token endpoint answered with something else than a token: an error in the errors list, a page, or another host',
              ),
            ]
          : []),
        open(
          'content-type',
          'the content type does not fit the body (JSON sent as a form, or the reverse), so no parameter was read',
        ),
        open('left-out', `${name} was left out or has another name`),
        open(
          'method',
          'the parameters stand in the query while the endpoint reads the body, or a redirect turned POST into GET',
        ),
      ],
      fix: inAnswer
        ? 'Look at the status and the body of the answer before reading a token from it.'
        : `Send ${name}; the token endpoint reads it from a body of type application/x-www-form-urlencoded.`,
      nextCommand: (context.command ?? '').startsWith('grants')
        ? 'ddoauth grants refresh --verbose'
        : 'ddoauth authorize --verbose',
    };
  },
});
