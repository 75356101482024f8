import { FILTER } from './filter.ts';
import { GRID } from './grid.ts';
import { THEME } from './theme.ts';

/**
 * The script of a report: plain JavaScript, run by the reader's browser. It adds what needs a script and
 * shows it; without it everything can be read all the same.
 */
export const SCRIPT = `'use strict';
{${THEME}}
{${FILTER}}
{${GRID}}
`;
