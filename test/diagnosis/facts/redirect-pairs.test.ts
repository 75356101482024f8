import { describe, expect, it } from 'vitest';
import { readInput } from '../../../src/diagnosis/read-input.ts';
import { pairInText } from '../../../src/diagnosis/facts/redirect-pairs.ts';

const differences = (text: string): readonly string[] | undefined =>
  pairInText(readInput(text))?.differences;

describe('two spellings of one redirect URI in a text', () => {
  it.each([
    ['registered: https://a.example/cb, we send https://a.example/cb/.', ['trailing-slash']],
    ['http://localhost:8085/cb (registered) http://127.0.0.1:8085/cb (sent)', ['loopback-name']],
    ['"https://a.example/Cb" is in the list, <https://a.example/cb> is sent', ['letter-case']],
    ['http://a.example/cb and https://a.example/cb', ['scheme']],
  ])('%s', (text, expected) => {
    expect(differences(text)).toEqual(expected);
  });

  it.each([
    'https://a.example/cb and https://a.example/other',
    'https://a.example/cb and https://b.example/cb',
    'https://app.datadoghq.com/oauth2/v1/authorize and https://app.datadoghq.com/oauth2/v1/authorize/',
    'only https://a.example/cb, and once more https://a.example/cb.',
    'https://a.example/cb?code=1 came back to https://a.example/cb',
    '',
  ])('none: %s', (text) => {
    expect(differences(text)).toBeUndefined();
  });
});
