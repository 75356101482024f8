/**
 * On paper everything that is not fine is open, with its fix; what passed stays one line, and exchanges
 * stay as the reader left them: all of them would be hundreds of pages.
 */
export const PRINT = `
@media print{
:root,:root[data-theme]{color-scheme:light}
body{background:#fff;font-size:9pt}
header,main,footer{max-width:none;padding:0}
main>section{border:0;padding:0;margin:0 0 1.2em}
nav,.theme,.skip,.filters{display:none!important}
.result,.to-do li,.exchange{break-inside:avoid}
.result{content-visibility:visible}
.matrix td,.matrix td a,.swatch,.verdict .sign,.bar,.plot{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.matrix thead th,.matrix th:first-child{position:static}
.grid{max-height:none;overflow:visible}
.matrix tr,.parts tr{break-inside:avoid}
h2,h3{break-after:avoid}
.result:not(.passed,.skipped)>details::details-content{content-visibility:visible;block-size:auto}
.to-do details::details-content{content-visibility:visible;block-size:auto}
.links a[href^=http]::after{content:" (" attr(href) ")";color:var(--muted)}
}
`;
