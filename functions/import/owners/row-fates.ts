/** Rows of a file that have not become anything, and why. */
interface LeftOut {
  why: string;
  rows: number;
}

/** Where the rows of a file have gone: `read` is the sum of `taken`, `leftOut` and `refused`. */
export interface RowFates {
  file: string;
  read: number;
  taken: number;
  leftOut: LeftOut[];
  refused: number;
}

/** Counts what becomes of the rows of a file. */
export interface FateCounts {
  read(): void;
  take(rows?: number): void;
  leaveOut(why: string, rows?: number): void;
  refuse(): void;
  /** @throws Error when a row has gone nowhere, or twice: that is a fault of Chokepoint, and nothing of the user. */
  sum(): RowFates;
}

const MOST_REASONS = 100;

/** Starts without rows. */
export function createFateCounts(file: string): FateCounts {
  const counts = { read: 0, taken: 0, refused: 0 };
  const reasons = new Map<string, number>();
  return {
    read() {
      counts.read += 1;
    },
    take(rows = 1) {
      counts.taken += rows;
    },
    leaveOut(why, rows = 1) {
      const told = reasons.has(why) || reasons.size < MOST_REASONS ? why : "of other kinds";
      if (rows > 0) reasons.set(told, (reasons.get(told) ?? 0) + rows);
    },
    refuse() {
      counts.refused += 1;
    },
    sum() {
      const leftOut = [...reasons].map(([why, rows]) => ({ why, rows })).sort((a, b) => b.rows - a.rows);
      const gone = leftOut.reduce((sum, { rows }) => sum + rows, counts.taken + counts.refused);
      if (gone !== counts.read)
        throw new Error(
          `the rows read of ${file} (${counts.read}) are not those taken, left out and refused (${gone})`,
        );
      return { file, ...counts, leftOut };
    },
  };
}
