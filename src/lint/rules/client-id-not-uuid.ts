import { defineLintRule } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** A client id that Datadog did not make. */
export const clientIdNotUuid = defineLintRule({
  id: 'client-id-not-uuid',
  title: 'The client id is not a UUID',
  severity: 'error',
  cause:
    'Datadog shows client ids as UUIDs. Anything else is answered with "Invalid client_id parameter value".',
  fix: "Copy the id from the client's page in the Developer Platform, hyphens included.",
  mustNotClaim: [
    'UUIDs of any version, in upper or lower case',
    'an empty id, which counts as missing',
  ],
  client: ({ id }) => {
    if (id === undefined || id.value.trim() === '') return [];
    const { value, node: at } = id;
    if (UUID.test(value)) return /^[0-]+$/.test(value) ? [{ at, args: { what: 'zeros' } }] : [];
    const digits = /^[0-9a-f]{32}$/i.test(value);
    const around = UUID.test(value.replaceAll(/^(?:urn:uuid:|[\s{<"'])+|[\s}>"']+$/gi, ''));
    // What has the shape of a key may be one and is not shown.
    const what = digits
      ? 'digits'
      : /^[0-9a-f]{40}$/i.test(value)
        ? 'key'
        : around
          ? 'around'
          : 'other';
    return [{ at, args: { what, ...(what === 'other' ? { value: shownText(value) } : {}) } }];
  },
});

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
