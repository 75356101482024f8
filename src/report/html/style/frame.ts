/** Page, header, headings, text, focus. System fonts only. */
export const FRAME = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;overflow-wrap:anywhere;background:var(--page);color:var(--text);font:.875rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
code,pre,.url,.result summary code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
[hidden]{display:none!important}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
a{color:var(--accent);text-underline-offset:.28em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:1rem;top:-4rem;padding:.4rem .8rem;background:var(--panel);z-index:9}
.skip:focus{top:.5rem}
header,main,footer{max-width:82rem;margin:0 auto;padding:0 1rem}
header{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.5rem;padding-top:1.25rem;padding-bottom:.75rem}
header>div{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem .75rem}
h1{margin:0;font-size:1.35rem;font-weight:400;letter-spacing:-.01em;color:var(--muted)}
h1 span{color:var(--text);font-weight:650}
h2{margin:0 0 .75rem;font-size:1.05rem;font-weight:650}
h3{margin:1.5rem 0 .5rem;font-size:.9rem;font-weight:650}
h3 small{font-weight:400;color:var(--muted);font-size:1em;margin-left:.35em}
p{margin:.4rem 0}
.target{margin:0;padding:.05rem .55rem;border:1px solid var(--warning);border-radius:1rem;color:var(--warning);font-size:.8rem}
nav{margin-left:auto}
nav ul{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:0;padding:0;list-style:none}
nav a{display:inline-block;padding:.15rem 0;color:var(--muted);text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline}
.theme{display:flex;margin:0;padding:1px;border:1px solid var(--line);border-radius:.4rem;background:var(--panel)}
.theme label{padding:.1rem .55rem;border-radius:.3rem;color:var(--muted);cursor:pointer;font-size:.8rem}
.theme input{position:absolute;opacity:0;width:1px;height:1px}
.theme label:has(:checked){background:var(--faint);color:var(--text);font-weight:600}
.theme label:has(:focus-visible){outline:2px solid var(--accent)}
main>section{min-width:0;margin:0 0 1.25rem;padding:1.1rem 1.25rem 1.25rem;background:var(--panel);border:1px solid var(--line);border-radius:.6rem}
footer{padding-bottom:2rem;color:var(--muted);font-size:.8rem}
.note,.counts{color:var(--muted)}
table{border-collapse:separate;border-spacing:0;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:.1rem 0 .3rem;font-size:.8rem}
th{font-weight:500;text-align:left}
summary{cursor:pointer}
.lines{white-space:pre-line;overflow-wrap:anywhere}
@media (max-width:44rem){header,main,footer{padding-left:.6rem;padding-right:.6rem}main>section{padding:.9rem .75rem 1rem}nav{margin-left:0}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
