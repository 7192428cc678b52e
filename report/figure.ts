import { type Cell, csvLines, LINE_END } from "../shared/values/csv.ts";
import { plainLine } from "../shared/values/one-line.ts";
import { type Content, type Html, html } from "./html.ts";
import { type Column, type TableRow, table } from "./table.ts";

/** A drawing for a width in pixels. `describe` names the elements that describe it, `id` begins the ids in it. */
type Draw = (width: number, id: string) => Html;

/** A chart with all that belongs to it. */
export interface Figure {
  /** Unique on the page. */
  id: string;
  /** What the chart says, in a sentence. */
  message: Content;
  /** What is drawn, of which days. */
  statistic: Content;
  /** The same for somebody who does not see it. */
  description: string;
  draw: Draw;
  legend?: Content;
  columns: readonly Column[];
  rows: readonly TableRow[];
  csv: { file: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] };
  source: Content;
  /** `whole`: as wide as the page. `half`: two stand side by side. `fixed`: it scrolls where there is less room. */
  size?: keyof typeof WIDTHS;
}

const WIDTHS = { whole: 720, half: 500, fixed: 1000 };
const NARROW = 330;

/** A figure: its message, the drawing for wide and for narrow pages, its numbers as a table, its source, and a CSV file. */
export function figure(one: Figure): Html {
  const { id, message, statistic, legend, source, csv } = one;
  const text = typeof statistic === "string" ? statistic : `${id}: numbers`;
  return html`<figure id="${id}">
<figcaption><strong>${message}</strong><span class="stat">${statistic}</span></figcaption>
${drawings(one)}
${legend}
<details><summary>The numbers as a table</summary>
${table(`${id}-numbers`, text, one.columns, one.rows)}
</details>
<p class="source">${source} <a class="csv" download="${csv.file}" href="${csvLink(csv)}">Download CSV</a></p>
</figure>
`;
}

function drawings({ id, draw, size = "whole" }: Figure): Html {
  const wide = draw(WIDTHS[size], `${id}-w`);
  if (size === "fixed") {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Drawing, ${id}">${wide}</div>`;
  }
  return html`<div class="wide">${wide}</div><div class="narrow">${draw(NARROW, `${id}-n`)}</div>`;
}

/** A drawing as a picture with a title and a description. */
export function svg(
  { id, title, description }: { id: string; title: string; description: string },
  { width, height }: { width: number; height: number },
  content: Content,
): Html {
  return html`<svg role="img" aria-labelledby="${id}-t ${id}-d" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${content}</svg>`;
}

/** A file in the page itself. Each text in it stands on one line; spreadsheets read the mark at its start as UTF-8. */
export function csvLink({ columns, rows }: Omit<Figure["csv"], "file">): string {
  const shown = rows.map((row) => row.map((cell) => (typeof cell === "string" ? plainLine(cell) : cell)));
  const text = csvLines(columns, shown).join(LINE_END) + LINE_END;
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${text.toWellFormed()}`)}`;
}
