/** Verdict, counts, facts, parts of the run, and what to do. */
export const SUMMARY = `
.verdict{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .75rem;margin:0 0 .75rem;font-size:1.05rem}
.verdict b{text-transform:capitalize}
.verdict .sign{display:grid;place-items:center;width:2rem;height:2rem;border-radius:50%;background:var(--cell-5);color:var(--on-cell)}
.verdict.failed .sign{background:var(--cell-failed);color:var(--on-failed)}
.verdict.inconclusive .sign{background:var(--cell-inconclusive);color:var(--on-inconclusive)}
.exit{padding:.05rem .5rem;border:1px solid var(--line);border-radius:.3rem;font-size:.8rem;color:var(--muted)}
.bar{display:block;width:100%;height:.6rem;border-radius:.3rem;background:var(--faint)}
.bar .passed{fill:var(--passed)}.bar .failed{fill:var(--failed)}.bar .warning{fill:var(--warning)}
.bar .review{fill:var(--review)}.bar .skipped{fill:var(--line)}.bar .inconclusive{fill:var(--inconclusive)}
.counts{margin:.4rem 0 1rem}
.overview{display:flex;flex-wrap:wrap;align-items:flex-start;gap:1rem 2.5rem}
.facts{flex:1 1 22rem;margin:0}
.facts div{display:grid;grid-template-columns:5.5rem minmax(0,1fr);padding:.1rem 0}
.facts dt{color:var(--muted)}
.facts dd{margin:0;overflow-wrap:anywhere}
.parts th,.parts td{padding:.2rem .9rem .2rem 0;border-top:1px solid var(--line)}
.parts thead th{border-top:0}
.parts td{text-align:right;color:var(--muted);padding-right:1.4rem}
.parts thead th:not(:first-child){text-align:right}
.parts td.passed{color:var(--passed)}.parts td.failed{color:var(--failed);font-weight:650}.parts td.warning{color:var(--warning)}
.parts td.review{color:var(--review)}.parts td.inconclusive{color:var(--inconclusive)}
.to-do,.to-do ul{margin:0;padding:0;list-style:none}
.to-do{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));gap:.75rem 2.5rem;align-items:start}
.to-do>li{min-width:0;padding:.15rem 0 .15rem .9rem;border-left:3px solid var(--skipped)}
.to-do>li.failed{border-color:var(--failed)}.to-do>li.warning{border-color:var(--warning)}
.to-do>li.review{border-color:var(--review)}.to-do>li.inconclusive{border-color:var(--inconclusive)}
.to-do p{margin:.2rem 0;max-width:60rem}
.to-do ul{margin:.4rem 0 .4rem .25rem}
.to-do ul>li{padding:.25rem 0 .25rem .9rem;border-left:1px solid var(--line)}
.to-do .found{color:var(--muted)}
.next code{overflow-wrap:anywhere;padding:.1rem .4rem;background:var(--faint);border-radius:.25rem;user-select:all}
`;
