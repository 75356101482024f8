import { expect, test } from 'vitest';
import { leniently, ToolError } from '../src/errors.ts';

test('leniently gives what is read, nothing after a ToolError, and lets a fault of the program through', () => {
  const fail =
    (error: Error): (() => number[]) =>
    () => {
      throw error;
    };
  expect(leniently(() => [1])).toEqual([1]);
  expect(leniently(fail(new ToolError('usage.file', 'not there')))).toBeUndefined();
  expect(() => leniently(fail(new TypeError('x is not a function')))).toThrow(TypeError);
});
