import { SVG_STYLE } from './svg-style';

const COLOURS = {
  light:
    '--ground:#fff;--side:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#57606a;--accent:#0969da;--chosen:#ddf4ff;--error:#cf222e;--warning:#9a6700;--good:#1a7f37',
  dark: '--ground:#0d1117;--side:#151b23;--line:#30363d;--text:#e6edf3;--quiet:#9da7b3;--accent:#58a6ff;--chosen:#132339;--error:#ff7b72;--warning:#e3b341;--good:#3fb950',
};

/** How the page looks, in light and in dark. */
export const PAGE_STYLE = `
:root{${COLOURS.light}}
@media (prefers-color-scheme:dark){:root{${COLOURS.dark}}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{background:var(--ground);color:var(--text);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
#page{height:100%;display:grid;grid-template:auto 1fr / 300px 1fr 340px;grid-template-areas:"head head head" "list view side"}
header{grid-area:head;display:flex;gap:16px;align-items:center;padding:10px 16px;border-bottom:1px solid var(--line)}
h1{font-size:16px;margin:0;white-space:nowrap}
.counts{color:var(--quiet);white-space:nowrap}
input,textarea,button{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
button{cursor:pointer;background:var(--side)}
button.go{background:var(--accent);border-color:var(--accent);color:var(--ground);font-weight:600}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
form.trace{display:flex;gap:8px;flex:1 1 300px;min-width:0;justify-content:flex-end}
form.trace input{flex:1 1 0;min-width:0;max-width:560px;font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:13px}
form.trace input.headers{max-width:220px}
nav{grid-area:list;display:flex;flex-direction:column;min-height:0;border-right:1px solid var(--line);background:var(--side)}
nav .search{padding:10px}
nav .search input{width:100%}
.rows{flex:1;overflow:auto;position:relative}
.rows .all{position:relative}
.row{position:absolute;left:0;right:0;height:46px;padding:4px 14px;border:0;border-radius:0;background:none;text-align:left;overflow:hidden;display:block}
.row.gateway{font-weight:600}
.row.route{padding-left:28px}
.row:hover{background:var(--chosen)}
.row[aria-current=true]{background:var(--chosen);box-shadow:inset 3px 0 var(--accent)}
.row span{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.row .sub{color:var(--quiet);font-size:12px;font-weight:400}
.dot{display:inline-block;width:8px;height:8px;border-radius:50%;margin-right:6px}
.dot.error{background:var(--error)}.dot.warning{background:var(--warning)}
main{grid-area:view;position:relative;overflow:hidden;min-width:0}
main svg{position:absolute;inset:0;width:100%;height:100%;cursor:grab;touch-action:none}
main svg:active{cursor:grabbing}
.zoom{position:absolute;right:12px;bottom:12px;display:flex;gap:6px}
.zoom button{width:36px;height:34px;padding:0}
aside{grid-area:side;overflow:auto;border-left:1px solid var(--line);padding:14px 16px;background:var(--side)}
aside h2{font-size:15px;margin:0 0 6px;overflow-wrap:anywhere}
aside h3{font-size:12px;margin:16px 0 4px;color:var(--quiet);text-transform:uppercase;letter-spacing:.04em}
aside p{margin:4px 0;overflow-wrap:anywhere}
aside pre{font:12px/1.5 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0;padding:8px 10px;background:var(--ground);border:1px solid var(--line);border-radius:6px}
.finding{border-left:3px solid var(--line);padding-left:8px;margin:8px 0}
.finding.error{border-color:var(--error)}.finding.warning{border-color:var(--warning)}
.quiet{color:var(--quiet)}
.node{cursor:pointer}
.faded{opacity:.25}
.node.lit .card{stroke:var(--accent);stroke-width:3}
[data-from].lit .edge{stroke:var(--accent);stroke-width:2.5}[data-from].lit .tip{fill:var(--accent)}
.node:focus-visible{outline:none}.node:focus-visible .card{stroke:var(--accent);stroke-width:3}
@media (max-width:900px){#page{grid-template:auto 1fr auto / 220px 1fr;grid-template-areas:"head head" "list view" "side side"}aside{max-height:34vh;border-left:0;border-top:1px solid var(--line)}header{flex-wrap:wrap}form.trace{flex-basis:100%}}
@media (max-width:560px){#page{grid-template:auto 30vh 1fr auto / 1fr;grid-template-areas:"head" "list" "view" "side"}nav{border-right:0;border-bottom:1px solid var(--line)}.counts{display:none}form.trace{flex-wrap:wrap}form.trace input{flex-basis:100%;max-width:none}form.trace input.headers{flex-basis:0;max-width:none}}
${SVG_STYLE}
`;
