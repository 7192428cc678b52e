import { type Content, type Html, html } from "./html.ts";

/** A column of a table. Numbers stand at the right, long texts may break. */
export interface Column {
  head: string;
  is?: "number" | "text";
}

/** A row: its first cell is its head. `id` makes it a place that a link can name. */
export interface TableRow {
  id?: string;
  cells: readonly Content[];
}

/** A table that scrolls by itself where it is wider than the page, also with the keyboard. `id` must be unique on the page. */
export function table(
  id: string,
  caption: string,
  columns: readonly Column[],
  rows: readonly TableRow[],
): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
<table>
<caption id="${id}">${caption}</caption>
<thead><tr>${columns.map(({ head, is }) => html`<th scope="col"${classOf(is)}>${head}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => rowOf(row, columns))}</tbody>
</table>
</div>`;
}

function rowOf({ id, cells }: TableRow, columns: readonly Column[]): Html {
  const [head, ...others] = cells;
  const name = id === undefined ? null : html` id="${id}"`;
  return html`<tr${name}><th scope="row"${classOf(columns[0]?.is)}>${head}</th>${others.map(
    (cell, at) => html`<td${classOf(columns[at + 1]?.is)}>${cell}</td>`,
  )}</tr>
`;
}

function classOf(is: Column["is"]): Html | null {
  return is === undefined ? null : html` class="${is}"`;
}
