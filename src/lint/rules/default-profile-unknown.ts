import { defineLintRule } from '../define-lint-rule.ts';
import { nearest } from '../../sites/nearest.ts';
import { profileNodes } from '../clients.ts';
import { memberOf } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** `defaultProfile` names nothing. */
export const defaultProfileUnknown = defineLintRule({
  id: 'default-profile-unknown',
  title: 'The default profile does not exist',
  severity: 'error',
  cause: 'Every command without --profile ends with exit code 2.',
  fix: 'Name a profile of the config, or leave "defaultProfile" out when there is only one.',
  mustNotClaim: ['a config without "defaultProfile"'],
  file: (file) => {
    const at = memberOf(file.root, 'defaultProfile')?.value;
    if (file.kind !== 'config' || at === undefined || typeof at.value !== 'string') return [];
    const names = profileNodes(file).map(({ name }) => name);
    if (names.includes(at.value)) return [];
    const guess = nearest(at.value, names);
    return [{ at, args: { value: shownText(at.value), names: names.map(shownText), guess } }];
  },
});
