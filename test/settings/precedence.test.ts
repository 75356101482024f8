import { expect, test } from 'vitest';
import { formatProvenance, pick, SOURCES } from '../../src/settings/precedence.ts';

test.each(SOURCES.map((source, index) => [source, SOURCES.slice(index + 1)] as const))(
  '%s beats %j',
  (source, weaker) => {
    const all = [source, ...weaker].map((name) => ({ source: name, where: name, value: name }));
    expect(pick('x', all.toReversed())?.picked).toEqual({ source, where: source, value: source });
  },
);

test('undefined is no value, but false, 0 and an empty text are', () => {
  for (const value of [false, 0, '']) {
    const choice = pick<boolean | number | string>('x', [
      { source: 'flag', where: 'flag', value: undefined },
      { source: 'config', where: 'config', value },
      { source: 'default', where: 'default', value: 'other' },
    ]);
    expect(choice?.picked).toEqual({ source: 'config', where: 'config', value });
  }
  expect(pick('x', [{ source: 'flag', where: 'flag', value: undefined }])).toBeUndefined();
});

test('of one source the first wins, and the line says what lost', () => {
  const choice = pick('site', [
    { source: 'environment', where: 'DD_SITE', value: 'us1' },
    { source: 'environment', where: 'DATADOG_SITE', value: 'eu1' },
    { source: 'config', where: 'profiles.test.sites', value: 'us1' },
  ]);
  expect(choice && formatProvenance(choice.entry)).toBe(
    'site us1 from DD_SITE (not eu1 from DATADOG_SITE)',
  );
});

test('a value without rivals is one plain line', () => {
  const choice = pick('sites', [{ source: 'flag', where: '--site', value: ['us1', 'eu1'] }]);
  expect(choice && formatProvenance(choice.entry)).toBe('sites us1, eu1 from --site');
});
