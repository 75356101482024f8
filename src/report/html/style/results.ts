/**
 * Filters, results, exchanges. To the layout a result is no list item: browsers would number the rest
 * anew for each one that a filter hides, four seconds for 1,300 of them.
 */
export const RESULTS = `
.filters{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem;margin:0 0 .5rem;padding:.6rem 0;background:var(--panel);border-bottom:1px solid var(--line)}
.filters label{color:var(--muted)}
.filters .text{flex:1 1 18rem;display:flex;gap:.5rem;align-items:center}
.filters input,.filters select,.filters button{font:inherit;color:var(--text);background:var(--panel);border:1px solid light-dark(#868e99,#6d7682);border-radius:.35rem;padding:.2rem .5rem;min-height:1.9rem}
.filters select{max-width:14rem}
.filters input{flex:1;min-width:8rem}
.filters input::placeholder{color:var(--muted);opacity:1}
.toggles,.actions{display:flex;flex-wrap:wrap;gap:.35rem}
.filters button{cursor:pointer}
.filters button[aria-pressed=true]{background:var(--text);color:var(--panel);border-color:var(--text)}
.filters output{margin-left:auto;color:var(--muted)}
.results{margin:0;padding:0;list-style:none}
.result{display:block;border-top:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 2rem;scroll-margin-top:1rem}
.result>details>summary{display:grid;grid-template-columns:1rem 7.2rem minmax(9rem,17rem) 4.2rem 8.4rem minmax(12rem,1fr) auto;gap:.1rem .6rem;align-items:baseline;padding:.28rem .25rem;list-style:none}
.result>details>summary::-webkit-details-marker{display:none}
.result>details>summary::before{content:"\\25B8";color:var(--muted);font-size:.8em}
.result>details[open]>summary::before{content:"\\25BE"}
.result>details>summary:hover{background:var(--faint)}
.result summary code,.found,.url{overflow-wrap:anywhere;unicode-bidi:isolate}
.site,.proof,.time{color:var(--muted);white-space:nowrap}
.site{overflow-wrap:anywhere;white-space:normal}
.proof b{display:inline-block;min-width:1.4em;text-align:center;border-radius:.2rem;background:var(--faint);color:var(--text);font-weight:500}
.passed .proof b{color:var(--on-cell)}
.passed .level-1 b{background:var(--cell-1)}.passed .level-2 b{background:var(--cell-2)}.passed .level-3 b{background:var(--cell-3)}
.passed .level-4 b{background:var(--cell-4)}.passed .level-5 b{background:var(--cell-5)}
.time{text-align:right;font-variant-numeric:tabular-nums}
.result:target>details>summary{background:var(--box)}
.more{padding:.15rem .5rem .9rem 1.85rem;max-width:76rem}
.more p{margin:.25rem 0}
.title{font-weight:650}
.facts span,.links{color:var(--muted)}
.more .facts{display:block}
.more .facts span{margin-right:1.1rem}
.more .facts code{color:var(--text)}
.count{color:var(--muted);padding-top:.3rem}
.exchange{border:1px solid var(--line);border-radius:.35rem;margin:.25rem 0;background:var(--page)}
.exchange>summary{padding:.25rem .6rem;overflow-wrap:anywhere}
.exchange .status{padding:0 .4rem;border-radius:.25rem;color:var(--passed);font-weight:650}
.exchange .status.refused{color:var(--warning)}
.exchange .status.bad{color:var(--failed)}
.exchange dl{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.25rem .75rem;margin:0;padding:.4rem .6rem .6rem;border-top:1px solid var(--line)}
.exchange dt{color:var(--muted)}
.exchange dd{margin:0;overflow-wrap:anywhere;unicode-bidi:isolate}
.exchange dd code{display:block}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
@media (max-width:62rem){.result>details>summary{grid-template-columns:1rem 7.2rem minmax(0,1fr) auto auto auto}
.result>details>summary .found{grid-column:2/-1;grid-row:2}}
@media (max-width:39rem){.exchange dl{grid-template-columns:minmax(0,1fr)}.more{padding-left:.5rem}}
@media (min-width:62rem) and (min-height:40rem){.filters{position:sticky;top:0;z-index:4}.result{scroll-margin-top:8rem}}
`;
