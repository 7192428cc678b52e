import { type Palette, palettes } from "./palette.ts";

/** The style sheet of the page. Charts take their colours from classes, so that one drawing serves light, dark and print. */
export const STYLE = `${variables(":root", palettes.light)}
@media screen and (prefers-color-scheme:dark){${variables(":root", palettes.dark)}}
:root{color-scheme:light dark}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
data,time,.level{white-space:nowrap}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
h1{font-size:1.25rem;margin:0}
h2{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h3{font-size:1.2rem;margin:2.25rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}
h4{font-size:1rem;margin:1.25rem 0 .25rem}
p,ul,ol,dl{margin:.5rem 0}
ul,ol{padding-left:1.25rem}
code{font:.875em/1.4 ui-monospace,monospace;background:var(--panel);padding:.1em .3em;border-radius:3px}
.faint,.stat,.source{color:var(--faint)}
.source{font-size:.875rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;background:var(--page);padding:.5rem;z-index:1}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.sector{margin-top:3rem;padding-top:1.5rem;border-top:4px solid var(--line)}
.sector>header .stat{font-size:1.05rem}
.note{border-left:4px solid var(--warning);background:var(--panel);padding:.5rem .75rem;margin:.75rem 0}
.level{display:inline-block;font-size:.8rem;font-weight:700;letter-spacing:.03em;padding:.05rem .45rem;border-radius:3px;border:1px solid currentColor;white-space:nowrap}
.level.critical,.level.warning{color:var(--onLevel);border-color:transparent}
.level.critical{background:var(--critical)}
.level.warning{background:var(--warning)}
.level.possible{color:var(--faint);border-style:dashed}
.level.none{color:var(--calm)}
.minute{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.5rem 1rem;background:var(--panel);padding:1rem;border-radius:6px;margin:1rem 0}
.minute dt{font-weight:700}
.minute dd{margin:0}
.minute ul{margin:0;padding-left:1.1rem}
.scroll{overflow-x:auto;margin:.5rem 0}
${shadows()}
table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{text-align:left;color:var(--faint);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal}
td.number,th.number{text-align:right;white-space:nowrap}
td.text{min-width:9rem;overflow-wrap:anywhere}
tr:target{background:var(--panel);outline:2px solid var(--link)}
figure{margin:1rem 0 1.5rem}
figcaption{margin-bottom:.35rem}
figcaption strong{display:block}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:0 2rem}
svg{display:block;max-width:100%;height:auto;overflow:visible;font:13px system-ui,sans-serif}
svg text{fill:var(--text)}
svg .soft{fill:var(--faint)}
svg .halo{stroke:var(--page);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}
.c-measured{fill:var(--measured)}.s-measured{stroke:var(--measured);fill:none}
.c-unknown{fill:var(--unknown)}.s-unknown{stroke:var(--unknown);fill:none}
.c-critical{fill:var(--critical)}.s-critical{stroke:var(--critical);fill:none}
.c-warning{fill:var(--warning)}.s-warning{stroke:var(--warning);fill:none}
.s-stream{stroke:var(--stream);fill:none;stroke-opacity:.8}
.c-page{fill:var(--page)}
.s-line{stroke:var(--line);fill:none}
.s-dot{stroke:var(--measured);stroke-width:2}
.s-page{stroke:var(--page)}
.patterns{position:absolute}
@media screen{div.scroll>svg{max-width:none}}
.csv,nav a,.minute dt a,.scroll small a{display:inline-block;padding:.3rem 0}
.narrow{display:none}
@media (max-width:46rem){.wide{display:none}.narrow{display:block}.minute{grid-template-columns:1fr;gap:0}.minute dd{margin-bottom:.6rem}h2{font-size:1.35rem}}
input,select,button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--faint);border-radius:3px;padding:.35rem .5rem;max-width:100%}
input{width:34rem}
label{font-weight:700}
main>h2:not(:first-child){margin-top:2rem}
pre{background:var(--panel);padding:.75rem;white-space:pre-wrap;font:.875rem/1.45 ui-monospace,monospace}
summary{cursor:pointer;padding:.25rem 0}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;font-size:.875rem;color:var(--faint)}
.legend svg{display:inline-block;vertical-align:middle;margin-right:.35rem}
.rules dt{font-weight:700;margin-top:.75rem}
.rules dd{margin:0 0 .25rem}
@media print{body{max-width:none;font-size:10pt}.skip,nav,.csv{display:none}details::details-content{content-visibility:visible}h3{break-after:avoid}figure,.minute,tr{break-inside:avoid}.sector{break-before:page}.scroll{overflow:visible}div.scroll{background:none}table{font-size:.85rem}td.text{min-width:0}th,td{overflow-wrap:anywhere}a{color:inherit}}
`;

/** Where a table goes on beyond an edge, the edge has a shadow: what covers it scrolls away with the table. */
function shadows(): string {
  const sides = [
    ["right", "0 0"],
    ["left", "100% 0"],
  ] as const;
  const covers = sides.map(
    ([to, at]) => `linear-gradient(to ${to},var(--page) 40%,transparent) ${at}/3rem 100% no-repeat local`,
  );
  const edges = sides.map(
    ([to, at]) => `linear-gradient(to ${to},var(--line),transparent) ${at}/.9rem 100% no-repeat scroll`,
  );
  return `div.scroll{background:${[...covers, ...edges].join(",")}}`;
}

function variables(selector: string, palette: Palette): string {
  const lines = Object.entries(palette).map(([name, colour]) => `--${name}:${colour}`);
  return `${selector}{${lines.join(";")}}`;
}
