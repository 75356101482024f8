/** Both themes. Every pair of text and ground has the contrast that WCAG AA asks for. */
export const COLOURS = `
:root{color-scheme:light dark;
--page:light-dark(#f7f7f5,#14161a);--panel:light-dark(#fff,#1b1e23);--text:light-dark(#1d2126,#e6e8eb);
--muted:light-dark(#57606c,#a3abb6);--line:light-dark(#dfe1e5,#31363d);--faint:light-dark(#eff0f2,#23272d);
--accent:light-dark(#3746b8,#aab6ff);--dot:light-dark(#3746b8,#aab6ff);--box:light-dark(#dfe3fa,#2c3357);
--passed:light-dark(#17663a,#74d19b);--failed:light-dark(#b3261e,#ff9a90);--warning:light-dark(#865000,#f0b95f);
--review:light-dark(#0b5f76,#74cbe3);--skipped:light-dark(#57606c,#a3abb6);--inconclusive:light-dark(#74379a,#d8a9f2);
--cell-0:light-dark(#edf5f0,#1d2a23);--cell-1:light-dark(#e0f1e6,#1d3327);--cell-2:light-dark(#cbe8d6,#1f3f2d);
--cell-3:light-dark(#b5dec4,#224c35);--cell-4:light-dark(#9bd2b0,#255a3d);--cell-5:light-dark(#7fc69b,#286846);
--on-cell:light-dark(#0a3a1e,#e2f8ea);
--cell-failed:light-dark(#b3261e,#b3342b);--on-failed:#fff;
--cell-warning:light-dark(#fbdfa9,#584012);--on-warning:light-dark(#5c3600,#ffe1ad);
--cell-review:light-dark(#c9e8f1,#164450);--on-review:light-dark(#083f4f,#cdf0fa);
--cell-inconclusive:light-dark(#e7d3f4,#482b5c);--on-inconclusive:light-dark(#532077,#eed7fc)}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
.grade{color:var(--skipped);white-space:nowrap}
.grade.passed{color:var(--passed)}.grade.failed{color:var(--failed)}.grade.warning{color:var(--warning)}
.grade.review{color:var(--review)}.grade.inconclusive{color:var(--inconclusive)}
`;
