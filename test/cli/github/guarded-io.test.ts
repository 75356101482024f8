import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardedIo } from '../../../src/cli/github/guarded-io.ts';
import { fakeHost } from '../../support/fake-host.ts';

/** Whether the runner of GitHub Actions would carry a line out, in its new form or its old one. */
function isCommand(line: string): boolean {
  return line.trim().startsWith('::') || line.includes('##[');
}

function guarded(json = false) {
  const host = fakeHost();
  return { io: guardedIo(host.io, json), out: host.out, err: host.err };
}

describe('guardedIo', () => {
  it.each(['::error::x', '  ::add-mask::x', '\t::x::', 'a\n::x::y', 'a\r::x', 'say ##[add-mask]x'])(
    '%j is no command on either stream',
    (text) => {
      const { io, out, err } = guarded();
      io.stdout(text);
      io.stderr(text);
      for (const written of [out(), err()]) {
        expect(written.split(/[\r\n]/).some(isCommand)).toBe(false);
      }
    },
  );

  it.each(['plain', 'a::b', 'https://x/?a::b', '[fe80::1]', 'a ## b', '\n\n'])(
    '%j stays as it is',
    (text) => {
      const { io, out } = guarded();
      io.stdout(text);
      expect(out()).toBe(text);
    },
  );

  it('text in pieces, however it is cut, between lines', () => {
    const piece = fc.constantFrom('::error::x', 'a', '\n', ' ', '##[x]', 'b::c', '\r\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { io, out } = guarded();
        for (const each of pieces) io.stdout(each);
        expect(
          out()
            .split(/[\r\n]/)
            .some(isCommand),
        ).toBe(false);
      }),
    );
  });

  it('JSON keeps its values', () => {
    const { io, out } = guarded(true);
    const value = { a: '##[add-mask]x', b: '::error::', c: ['###[', '::x'] };
    io.stdout(JSON.stringify(value, null, 2));
    expect(out().split('\n').some(isCommand)).toBe(false);
    expect(JSON.parse(out())).toEqual(value);
  });
});
