import { addDays } from "../values/day.ts";

/** A figure for a period, of one source and one code: `2026-07` of `8507600030`, for all countries. */
export interface PeriodFigure {
  source: string;
  /** The product code, as the source writes it. */
  code: string;
  /** The first and the last day of the period. */
  from: string;
  to: string;
  /** Rows with the same identity are parts of one figure: they do not overlap. */
  identity: string;
}

/** What tells a figure from all others. */
export function figureIdentity({ source, code, from, to }: Omit<PeriodFigure, "identity">): string {
  return `${source}\u0000${code}\u0000${from}\u0000${to}`;
}

/** An index of figures, to find one that counts some of the same goods and days as another. */
export interface OverlapIndex<Figure extends PeriodFigure> {
  add(figure: Figure): void;
  /** A figure of the same source whose code and period overlap with these; `null` when there is none. */
  overlapping(figure: PeriodFigure): Figure | null;
}

/** An empty index. A lookup takes time proportional to the digits of the code and to the periods of each code. */
export function createOverlapIndex<Figure extends PeriodFigure>(): OverlapIndex<Figure> {
  const figures = new Map<string, Figure[]>();
  // For each beginning of a code, the longer codes that start with it.
  const longer = new Map<string, Set<string>>();
  return {
    add(figure) {
      const { source } = figure;
      const code = comparableCode(figure.code);
      const own = figures.get(codeKey(source, code));
      if (own !== undefined) {
        own.push(figure);
        return;
      }
      figures.set(codeKey(source, code), [figure]);
      for (const start of beginningsOf(code)) {
        const key = codeKey(source, start);
        const known = longer.get(key) ?? new Set<string>();
        longer.set(key, known.add(code));
      }
    },
    overlapping(figure) {
      const { source } = figure;
      const code = comparableCode(figure.code);
      const codes = [code, ...beginningsOf(code), ...(longer.get(codeKey(source, code)) ?? [])];
      for (const other of codes) {
        const found = figures.get(codeKey(source, other))?.find((one) => meet(one, figure));
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}

/** A code without dots and dashes. A code that is not a number is a name, and overlaps only with itself. */
function comparableCode(code: string): string {
  const digits = code.replaceAll(/[.-]/g, "");
  return /^\d+$/.test(digits) ? digits : code;
}

/** Every shorter code that contains the goods of this one: 850760 for 8507600030. */
function beginningsOf(code: string): string[] {
  if (!/^\d+$/.test(code)) return [];
  return Array.from({ length: code.length - 1 }, (_, at) => code.slice(0, at + 1));
}

function meet(a: PeriodFigure, b: PeriodFigure): boolean {
  return a.identity !== b.identity && a.from <= b.to && b.from <= a.to;
}

function codeKey(source: string, code: string): string {
  return `${source}\u0000${code}`;
}

/** A period as statistics write it: `2026-07`, `2024`, `2026-01/2026-07`. Otherwise its first and last day. */
export function periodText({ from, to }: Pick<PeriodFigure, "from" | "to">): string {
  const isWholeMonths = from.endsWith("-01") && addDays(to, 1).endsWith("-01");
  if (!isWholeMonths) return `${from}/${to}`;
  if (from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 7);
  const isYear = from.slice(5) === "01-01" && to.slice(5) === "12-31" && from.slice(0, 4) === to.slice(0, 4);
  return isYear ? from.slice(0, 4) : `${from.slice(0, 7)}/${to.slice(0, 7)}`;
}

/** Two figures of one source that count some of the same goods and days. */
export interface Overlap {
  source: string;
  first: Pick<PeriodFigure, "code" | "from" | "to">;
  second: Pick<PeriodFigure, "code" | "from" | "to">;
}

const MOST_OVERLAPS = 10;

/** Figures that overlap with an earlier one, in a fixed order; at most the first 10. */
export function overlapsAmong(figures: Iterable<PeriodFigure>): Overlap[] {
  const index = createOverlapIndex();
  const overlaps: Overlap[] = [];
  for (const figure of [...figures].sort(byPeriod)) {
    const other = index.overlapping(figure);
    if (other !== null)
      overlaps.push({ source: figure.source, first: endsOf(other), second: endsOf(figure) });
    if (overlaps.length === MOST_OVERLAPS) break;
    index.add(figure);
  }
  return overlaps;
}

function endsOf({ code, from, to }: PeriodFigure): Overlap["first"] {
  return { code, from, to };
}

function byPeriod(a: PeriodFigure, b: PeriodFigure): number {
  const [one, other] = [a, b].map(({ source, code, from, to }) => [source, code, from, to].join("\u0000"));
  return (one ?? "") < (other ?? "") ? -1 : 1;
}
