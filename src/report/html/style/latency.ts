/** Plots and their figures. */
export const LATENCY = `
.plot{overflow-x:auto}
.plot svg{display:block;width:100%;max-width:60rem;min-width:34rem;height:auto}
.plot text{fill:var(--text);font-size:12px}
.plot .name{text-anchor:end}
.plot .number{text-anchor:middle;fill:var(--muted);font-size:11px}
.plot .tick{stroke:var(--line)}
.plot .box{fill:var(--box)}
.plot .dots{stroke:var(--dot);stroke-width:4.5;stroke-linecap:round;fill:none;stroke-opacity:.55}
.plot .crosses{stroke:var(--failed);stroke-width:1.6;fill:none}
.plot .median{stroke:var(--text);stroke-width:2}
.figures th,.figures td{padding:.15rem 1.2rem .15rem 0;border-top:1px solid var(--line)}
.figures td,.figures thead th:not(:first-child){text-align:right}
`;
