import type { Grade } from '../model/report.ts';
import { createStyle } from './style.ts';

/** The signs of the terminal: a grade looks the same everywhere. */
const SIGNS = createStyle({ colour: false, unicode: true, links: false });

/** `✔`; never the only thing that says it to those who cannot see it. */
export function signOf(grade: Grade): string {
  return SIGNS.symbol(grade);
}
