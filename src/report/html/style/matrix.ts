/** Coloured grids and their legend. */
export const MATRIX = `
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:.5rem 0 0;font-size:.8rem}
.legend div{display:flex;gap:.5rem;align-items:baseline}
.legend dd{margin:0;color:var(--muted)}
.swatch{display:inline-block;min-width:1.4em;text-align:center;border-radius:.2rem;color:var(--on-cell)}
.steps{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 3.5rem}
.step{min-width:0;max-width:100%}
.grids{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:flex-start}
.grid{max-width:100%}
.matrix{font-size:.8rem;line-height:1.25}
.matrix thead th{position:sticky;top:0;z-index:2;padding:.3rem .2rem;background:var(--panel);vertical-align:bottom;text-align:center}
.matrix th:first-child{position:sticky;left:0;z-index:1;min-width:4.6rem;max-width:min(22rem,30vw);padding:.15rem .75rem .15rem 0;background:var(--panel);text-align:left;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.95em;overflow-wrap:anywhere}
.matrix thead th:first-child{z-index:3;font-family:inherit;color:var(--muted)}
.matrix.upright thead th:not(:first-child) span{display:inline-block;writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;white-space:nowrap}
.matrix td{min-width:2.75rem;height:1.9rem;padding:0;border:1px solid var(--panel);text-align:center;color:var(--muted)}
.matrix td a{position:relative;display:grid;place-content:center;min-height:1.75rem;padding:.1rem .15rem;border-radius:.2rem;color:inherit;text-decoration:none}
.matrix.timed td a{min-height:2.2rem}
.matrix td a:hover{outline:2px solid var(--accent);outline-offset:-1px}
.matrix td a:focus-visible{outline-offset:-2px;outline-width:3px}
.matrix small{display:block;font-size:.68rem;white-space:nowrap}
.matrix td.passed a{background:var(--cell-0);color:var(--on-cell)}
.matrix td.level-1.passed a,.swatch.level-1{background:var(--cell-1)}
.matrix td.level-2.passed a,.swatch.level-2{background:var(--cell-2)}
.matrix td.level-3.passed a,.swatch.level-3{background:var(--cell-3)}
.matrix td.level-4.passed a,.swatch.level-4{background:var(--cell-4)}
.matrix td.level-5.passed a,.swatch.level-5{background:var(--cell-5)}
.matrix td.failed a{background:var(--cell-failed);color:var(--on-failed);font-weight:650}
.matrix td.warning a{background:var(--cell-warning);color:var(--on-warning)}
.matrix td.review a{background:var(--cell-review);color:var(--on-review)}
.matrix td.inconclusive a{background:var(--cell-inconclusive);color:var(--on-inconclusive)}
.matrix td.skipped a{background:var(--faint);color:var(--muted)}
@media (max-width:39rem){.grid{max-height:85vh;overflow:auto}}
@media (forced-colors:active){.matrix td a{border:1px solid}}
`;
