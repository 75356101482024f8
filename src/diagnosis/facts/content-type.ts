import type { OfflineCheck } from '../define-rule.ts';
import { mentions } from './input-values.ts';
import type { Reading } from '../read-input.ts';

const HEADER = 'content-type["\'\\s:=,]{1,12}(?:value["\'\\s:]{1,8})?';
const SAYS_JSON = new RegExp(`${HEADER}application/json`, 'i');
const SAYS_FORM = new RegExp(`${HEADER}application/x-www-form-urlencoded`, 'i');
/** The same in front of a request; an answer in JSON is what is to be expected. */
const SENDS_JSON = new RegExp(
  `(?:-H\\s?['"]|^> |(?:(?<!bad )\\brequest\\b|\\bmethod["'\\s:=]{1,8}POST|^POST )(?:(?!HTTP/[\\d.]{1,3} \\d|\\b(?:response|answer))[^]){0,400}?)${SAYS_JSON.source}`,
  'im',
);
/** A body as it is sent; an object in a program may become either. */
const JSON_BODY =
  /(?:^|-d\s?['"]?|--data(?:-raw|-binary)?[\s=]['"]?)\{\s?"[^{}]{0,2000}"?grant_type"\s?:/im;
const FORM_BODY = /(?:^|[\s'"&?])grant_type=(?:authorization_code|refresh_token)\b/im;

/** Whether the body of the token request in an input is what its content type says. */
export function contentTypeCheck(reading: Reading): OfflineCheck | undefined {
  const saysForm = mentions(reading, SAYS_FORM);
  const saysJson = !saysForm && mentions(reading, SAYS_JSON);
  const isJson = mentions(reading, JSON_BODY);
  const isForm = mentions(reading, FORM_BODY);
  if (saysForm && isJson && !isForm) {
    return { holds: true, because: 'the content type says form, the body is JSON' };
  }
  if (saysForm && isForm && !isJson) {
    return { holds: false, because: 'the content type says form, and the body is one' };
  }
  if (!saysJson) return undefined;
  if (isForm && !isJson) {
    return { holds: true, because: 'the content type says JSON, the body is a form' };
  }
  return isJson || mentions(reading, SENDS_JSON)
    ? {
        because:
          'the input has application/json; application/x-www-form-urlencoded is the documented one',
      }
    : undefined;
}
