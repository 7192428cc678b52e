import { createDigestIndex } from "../tables/digest-index.ts";
import { createHeldValues } from "../tables/held-values.ts";
import type { TradeFigure } from "./trade-figure.ts";

/** Rows of one figure, added up. */
export interface SummedFigure {
  figure: TradeFigure;
  /** The first of its lines. */
  line: number;
  lines: number;
  /** In minor units, exact. */
  sum: bigint;
  /** Whether the table also has the whole of which this is a part. */
  hasWhole: boolean;
}

/** The figures of a table, each once, with the sum of its rows. They are held compressed. */
export interface FigureSums {
  readonly size: number;
  /** Whether a reporter is a country, and no group. */
  readonly hasCountries: boolean;
  /** Adds a row. The line on which it stands already, if it does: then it is not added again. */
  add(line: number, figure: TradeFigure): number | null;
  /** Call it when all rows were added. */
  all(): Generator<SummedFigure>;
}

/** Starts without figures. */
export function createFigureSums(): FigureSums {
  const index = createDigestIndex();
  const held = createHeldValues<{ line: number; figure: TradeFigure }>();
  const rows = createDigestIndex();
  const rowLines: number[] = [];
  const lines: number[] = [];
  const sums: number[] = [];
  // Sums that numbers cannot hold exactly.
  const large = new Map<number, bigint>();
  let hasCountries = false;
  const sumOf = (at: number) => large.get(at) ?? BigInt(sums[at] ?? 0);
  return {
    get size() {
      return index.size;
    },
    get hasCountries() {
      return hasCountries;
    },
    add(line, figure) {
      if (figure.rowName !== null) {
        const row = rows.add(figure.rowName);
        if (!row.isNew) return rowLines[row.at] ?? 1;
        rowLines.push(line);
      }
      if (!figure.isOfGroup) hasCountries = true;
      const { at, isNew } = index.add(keyOf(figure, figure.part !== null));
      if (isNew) {
        held.add({ line, figure });
        lines.push(0);
        sums.push(0);
      }
      lines[at] = (lines[at] ?? 0) + 1;
      const sum = (sums[at] ?? 0) + figure.exposure;
      if (Number.isSafeInteger(sum) && !large.has(at)) sums[at] = sum;
      else large.set(at, sumOf(at) + BigInt(figure.exposure));
      return null;
    },
    *all() {
      let at = 0;
      for (const { line, figure } of held.values()) {
        const hasWhole = figure.part !== null && index.find(keyOf(figure, false)) !== null;
        yield { figure, line, lines: lines[at] ?? 0, sum: sumOf(at), hasWhole };
        at += 1;
      }
    },
  };
}

function keyOf({ reporter, code, period, partnerId }: TradeFigure, isPart: boolean): string {
  return [reporter, code, period.text, partnerId, isPart ? "part" : ""].join("\u0000");
}
