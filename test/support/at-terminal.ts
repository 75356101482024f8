import { expect, onTestFinished } from 'vitest';
import { requirement } from './requirements.ts';
import {
  findTerminalHost,
  startTerminal,
  TERMINAL_SOURCES,
  type Terminal,
  type TerminalOptions,
} from './terminal.ts';

const terminalHost = findTerminalHost();

/** Whether tests at a terminal can run here; says what is missing if not. */
export function hasTerminal(): boolean {
  return requirement('a pseudo-terminal', terminalHost !== undefined, TERMINAL_SOURCES);
}

/** Starts the program at a terminal that is taken away when the test ends. */
export function atTerminal(args: readonly string[], options: TerminalOptions): Terminal {
  if (terminalHost === undefined) throw new Error(TERMINAL_SOURCES);
  const terminal = startTerminal(terminalHost, args, options);
  onTestFinished(() => terminal.close());
  return terminal;
}

/** Presses Ctrl-C and expects the program to be gone within a second, and the terminal to be sane. */
export async function interrupt(terminal: Terminal): Promise<void> {
  const began = performance.now();
  terminal.type('\x03');
  const end = await terminal.ended;
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(end).toEqual({ code: 130, echo: true, lineMode: true, cursorShown: true });
}
