import { addDays } from "../values/day.ts";

/** A figure that stands for a period, of one source and one code: `2026-07` of `8507600030`, whatever the country. */
export interface PeriodFigure {
  source: string;
  /** The code of what is counted, as it is written. */
  code: string;
  /** The first and the last day of the period. */
  from: string;
  to: string;
  /** Rows with the same identity are parts of one figure and overlap in nothing. */
  identity: string;
}

/** Figures by what they count, to find one that counts some of the same. */
export interface OverlapIndex<Figure extends PeriodFigure> {
  add(figure: Figure): void;
  /** A figure of the same source, of an overlapping code and period; `null` when there is none. */
  overlapping(figure: PeriodFigure): Figure | null;
}

/** An index without figures. Looking one up takes as long as its code has digits, and periods. */
export function createOverlapIndex<Figure extends PeriodFigure>(): OverlapIndex<Figure> {
  const figures = new Map<string, Figure[]>();
  // By each beginning of a code, the longer codes that begin with it.
  const longer = new Map<string, Set<string>>();
  return {
    add(figure) {
      const { source } = figure;
      const code = comparable(figure.code);
      const own = figures.get(keyOf(source, code));
      if (own !== undefined) {
        own.push(figure);
        return;
      }
      figures.set(keyOf(source, code), [figure]);
      for (const start of beginningsOf(code)) {
        const key = keyOf(source, start);
        const known = longer.get(key) ?? new Set<string>();
        longer.set(key, known.add(code));
      }
    },
    overlapping(figure) {
      const { source } = figure;
      const code = comparable(figure.code);
      const codes = [code, ...beginningsOf(code), ...(longer.get(keyOf(source, code)) ?? [])];
      for (const other of codes) {
        const found = figures.get(keyOf(source, other))?.find((one) => meet(one, figure));
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}

/** A code without its dots and dashes; what is no number is a name, and only the same as itself. */
function comparable(code: string): string {
  const digits = code.replaceAll(/[.-]/g, "");
  return /^\d+$/.test(digits) ? digits : code;
}

/** Every shorter code that a code is part of: 850760 of 8507600030. */
function beginningsOf(code: string): string[] {
  if (!/^\d+$/.test(code)) return [];
  return Array.from({ length: code.length - 1 }, (_, at) => code.slice(0, at + 1));
}

function meet(a: PeriodFigure, b: PeriodFigure): boolean {
  return a.identity !== b.identity && a.from <= b.to && b.from <= a.to;
}

function keyOf(source: string, code: string): string {
  return `${source}\u0000${code}`;
}

/** A period as statistics write it: `2026-07`, `2024`, `2026-01/2026-07`; else its first and last day. */
export function periodText({ from, to }: Pick<PeriodFigure, "from" | "to">): string {
  const isWholeMonths = from.endsWith("-01") && addDays(to, 1).endsWith("-01");
  if (!isWholeMonths) return `${from}/${to}`;
  if (from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 7);
  const isYear = from.slice(5) === "01-01" && to.slice(5) === "12-31" && from.slice(0, 4) === to.slice(0, 4);
  return isYear ? from.slice(0, 4) : `${from.slice(0, 7)}/${to.slice(0, 7)}`;
}

/** Two figures of one source that count some of the same. */
export interface Overlap {
  source: string;
  first: Pick<PeriodFigure, "code" | "from" | "to">;
  second: Pick<PeriodFigure, "code" | "from" | "to">;
}

const MOST_OVERLAPS = 10;

/** Figures that overlap with one before them in a fixed order; the first few. */
export function overlapsAmong(figures: Iterable<PeriodFigure>): Overlap[] {
  const index = createOverlapIndex();
  const overlaps: Overlap[] = [];
  for (const figure of [...figures].sort(inOrder)) {
    const other = index.overlapping(figure);
    if (other !== null) overlaps.push({ source: figure.source, first: told(other), second: told(figure) });
    if (overlaps.length === MOST_OVERLAPS) break;
    index.add(figure);
  }
  return overlaps;
}

function told({ code, from, to }: PeriodFigure): Overlap["first"] {
  return { code, from, to };
}

function inOrder(a: PeriodFigure, b: PeriodFigure): number {
  const [one, other] = [a, b].map(({ source, code, from, to }) => [source, code, from, to].join("\u0000"));
  return (one ?? "") < (other ?? "") ? -1 : 1;
}
