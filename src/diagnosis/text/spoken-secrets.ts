/** A secret that a text names otherwise than as `name=value`. */
export interface SpokenSecret {
  /** `client_secret`, `code_verifier`: spelt as a parameter. */
  readonly name: string;
  readonly value: string;
}

const NAMES =
  '(?:client|consumer|app)[\\s_-]?secret|(?:code|pkce)[\\s_-]?verifier|' +
  '(?:access|refresh|id|bearer|auth|oauth)[\\s_-]?token|(?:api|app|application)[\\s_-]?key|' +
  '(?:oauth|auth|authori[sz]ation)[\\s_-]?code|secret|verifier|token|bearer';
/** Signs and little words between a name and its value; none that begins another name. */
const GLUE =
  '(?:\\]|[\\s"\'`\\\\:=|>(]|\\bis\\b|\\bwas\\b|\\bstring\\(\\d{1,4}\\)|\\bSome\\b|/(?!/)){1,16}?';
const VALUE = '([\\w.~+/-]{12,4096}={0,2})';

/** `[client_secret] => value`, `setClientSecret("value")`, `the client secret is value`. */
const SPOKEN = new RegExp(`(${NAMES})(?:[_-](?:new|old|value))?${GLUE}${VALUE}`, 'gi');
/** A header without the scheme, or with another one than Bearer and Basic. */
const HEADER =
  /\bauthorization["'`\\]{0,6}\s{0,8}(?:=>|[:=])\s{0,8}["'`\\]{0,6}(?:(?!Bearer|Basic)[a-z][\w-]{1,20}[ \t]{1,4})?([\w.~+/-]{8,4096}={0,2})/gi;
/** `auth=('id', 'value')`, `basic_auth("id", Some("value"))`. */
const PAIR =
  /\b(?:basic_?auth\s{0,4}\(|auth\s{0,4}=\s{0,4}\()\s{0,4}["'][^"'\n]{1,200}["'],\s{0,4}(?:Some\()?["']([^"'\n]{5,500})["']/gi;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Letters and digits mixed, and no host, place in a file or date. */
function looksRandom(value: string): boolean {
  return (
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    !/^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,20}(?:[/:]|$)/.test(value) &&
    !/\.(?:[cm]?[jt]sx?|py|rb|go|java|php|rs|cs)$/i.test(value) &&
    !/^\d{4}-\d\d-\d\d/.test(value)
  );
}

function parameterOf(words: string): string {
  return /verifier/i.test(words) ? 'code_verifier' : words.toLowerCase().replace(/[\s-]/g, '_');
}

/** The secrets a text names in prose, in other languages' notations, in a bare header. */
export function spokenSecrets(text: string): SpokenSecret[] {
  const found: SpokenSecret[] = [];
  const add = (name: string, value: string): void => {
    // An id after the path of the token endpoint is the client's.
    if (looksRandom(value) && !(/^token$/i.test(name) && UUID.test(value)))
      found.push({ name: parameterOf(name), value });
  };
  for (const [, name = '', value = ''] of text.matchAll(SPOKEN)) add(name, value);
  for (const [, value = ''] of text.matchAll(HEADER)) add('access_token', value);
  for (const [, value = ''] of text.matchAll(PAIR)) {
    found.push({ name: 'client_secret', value });
  }
  return found;
}
