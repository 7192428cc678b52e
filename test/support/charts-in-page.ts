import { parse } from "csv-parse/sync";
import { figuresIn, isRounded, type PageFigure } from "./read-page.ts";

/** A chart of a page: what its drawings say in letters, the numbers of its sentence and table, and the rows of its file. */
export interface PageChart {
  id: string;
  labels: string[];
  figures: PageFigure[];
  rows: string[][];
}

/** Every chart of a page. */
export function chartsIn(page: string): PageChart[] {
  return [...page.matchAll(/<figure id="([^"]+)">(.*?)<\/figure>/gs)].map(([, id = "", markup = ""]) => ({
    id,
    labels: labelsIn(id, markup),
    figures: figuresIn(markup),
    rows: rowsIn(markup),
  }));
}

/** Texts and descriptions of the drawings. Over time, ticks and limits are no values. */
function labelsIn(id: string, markup: string): string[] {
  const isOverTime = id.endsWith("/over-time");
  const tags = isOverTime ? "desc" : "text|tspan|desc";
  const texts = [...markup.matchAll(new RegExp(`<(?:${tags})\\b[^>]*>([^<]*)`, "g"))].map(
    ([, text = ""]) => text,
  );
  return isOverTime ? texts.map((text) => text.split(";")[0] ?? "") : texts;
}

function rowsIn(markup: string): string[][] {
  const [, link = ""] = /href="data:text\/csv;charset=utf-8,([^"]*)"/.exec(markup) ?? [];
  const [, ...rows] = parse(decodeURIComponent(link.replaceAll("&#39;", "'")), { bom: true }) as string[][];
  return rows;
}

/** Every number of the file of a chart. */
export function numbersOf({ rows }: PageChart): number[] {
  return rows.flatMap((row) => row.filter((cell) => cell !== "").map(Number)).filter(Number.isFinite);
}

// A share, an amount or a range of either: `46.2 %`, `82.9-95.3 %`, `USD 1.8 M`.
const VALUE =
  /(?:USD |kWh )?\d[\d,]*(?:\.\d+)?(?: [kMB]\b)?(?:(?:-| to )\d[\d,]*(?:\.\d+)?(?: [kMB]\b)?)?(?: %)?/g;

/** The values in the labels of a chart that are no number of its file, rounded, and no sum of some of its rows. */
export function unfoundIn(chart: PageChart): string[] {
  const known = [...numbersOf(chart), ...sumsOf(chart)];
  return chart.labels
    .flatMap((label) => label.replaceAll("\u00a0", " ").match(VALUE) ?? [])
    .filter((text) => /%$| [kMB]$|^(?:USD|kWh) /.test(text))
    .filter(
      (text) =>
        !endsOf(text).every((end) => known.some((value) => isRounded({ text: end, values: [value] }))),
    );
}

/** What labels add up: the rows of one place of a stream, and the smallest keys, which stand together as others. */
function sumsOf({ rows }: PageChart): number[] {
  const worth = (row: string[]) => Number(row.at(-1));
  const sum = (some: string[][]) => some.reduce((total, row) => total + worth(row), 0);
  const places = [0, 1].flatMap((column) => [...Map.groupBy(rows, (row) => row[column]).values()].map(sum));
  const keys = rows.filter((row) => row[1] !== "unknown");
  return [...places, ...keys.map((_, at) => sum(keys.slice(at)))];
}

function endsOf(text: string): string[] {
  const [first = "", second] = text.split(/-| to /);
  if (second === undefined) return [first];
  return [second.endsWith(" %") ? `${first} %` : first, second];
}
