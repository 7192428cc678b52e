import type { Position } from "../../../shared/supply/position.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { RefusedRows, RowCheck } from "../files/row-kind.ts";
import { createIntegers, type Integers } from "./integers.ts";

interface LargeRow {
  line: number;
  exposure: number;
}

interface SectorSum {
  rows: Integers;
  /** How many rows of the file they were made of. */
  lines: number;
  exposure: number;
  largest: LargeRow[];
}

const MOST_LINES_NAMED = 3;

/**
 * Refuses the rows of a sector when their sum is too large to be exact, and names the largest: one of them is most likely a
 * typing error.
 */
export function checkSums(): RowCheck<Position> {
  const bySector = new Map<SectorId, SectorSum>();
  return {
    see({ line, lines = 1, row: { sector, exposure } }, at) {
      const sum = bySector.get(sector) ?? { rows: createIntegers(), lines: 0, exposure: 0, largest: [] };
      bySector.set(sector, sum);
      sum.rows.push(at);
      sum.lines += lines;
      // Exposure is never negative: a sum that is no longer exact is too large, and stays so.
      sum.exposure += exposure;
      keepLargest(sum.largest, { line, exposure });
    },
    refused: async () =>
      [...bySector].flatMap(([sector, sum]) =>
        sum.exposure > Number.MAX_SAFE_INTEGER ? [tooMuch(sector, sum)] : [],
      ),
  };
}

/** Of rows with the same exposure, the first one comes first. */
function keepLargest(largest: LargeRow[], row: LargeRow): void {
  const smallest = largest.at(-1);
  if (largest.length === MOST_LINES_NAMED && smallest !== undefined && row.exposure <= smallest.exposure)
    return;
  const at = largest.findIndex(({ exposure }) => exposure < row.exposure);
  largest.splice(at === -1 ? largest.length : at, 0, row);
  largest.length = Math.min(largest.length, MOST_LINES_NAMED);
}

function tooMuch(sector: SectorId, { rows, lines: count, largest }: SectorSum): RefusedRows {
  const lines = largest.map(({ line }) => line).join(", ");
  return {
    sector,
    rows: [...rows],
    rejection: {
      line: largest[0]?.line ?? 1,
      column: "exposure",
      reason: `the rows of ${sector} add up to more than can be summed exactly (2^53 cents or watt-hours); the largest stand on lines ${lines}: correct them`,
      kind: "adds up to more than can be summed exactly",
      keptOut: { sector, rows: count, exposure: null },
    },
  };
}
