import { escapeHtml } from '../../html.ts';

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;
max-width:42rem;padding:2rem 1rem}h1{font-size:1.5rem}h2{font-size:1.1rem}li{margin:.15rem 0}
code{overflow-wrap:anywhere}select,button{font:inherit;padding:.5rem .75rem;min-height:2.75rem}
select{display:block;max-width:100%}.actions{display:flex;gap:.75rem;margin-top:1.5rem}
button[value=authorize]{background:#5b2bb0;border:1px solid #5b2bb0;color:#fff;font-weight:600}
.note{border-left:.25rem solid #8a6d00;padding-left:.75rem}`;

/** A whole page around `body`, which has to be HTML already. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
