import { COLOURS } from './colours.ts';
import { FRAME } from './frame.ts';
import { LATENCY } from './latency.ts';
import { MATRIX } from './matrix.ts';
import { PRINT } from './print.ts';
import { RESULTS } from './results.ts';
import { SUMMARY } from './summary.ts';

/** The style sheet of a report. Later parts win. */
export const STYLE = [COLOURS, FRAME, SUMMARY, MATRIX, LATENCY, RESULTS, PRINT].join('');
