import type { GoodRow, ReadRow } from "../../functions/import/files/row.ts";
import { isNotice, isRejection } from "../../functions/import/files/row.ts";
import type { Position } from "../../shared/supply/position.ts";

/** What a slow, obvious import of positions does: all rows in memory, one after the other. */
export interface PlainImport {
  stored: Map<string, Position>;
  rejectedLines: number[];
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  waiting: number;
  newestDate: string | null;
  /** Per sector: what was added and removed, in minor units. */
  moved: Record<string, { added: number; removed: number }>;
}

/** Imports rows into a map by sector and id. With `replace`, other rows of its sources in its sectors are removed. */
export function plainImport(
  read: readonly ReadRow<Position>[],
  before: ReadonlyMap<string, Position>,
  { replace, today }: { replace: boolean; today: string },
): PlainImport {
  const { good, rejectedLines } = goodRows(read);
  const rows = good.map(({ row }) => row);
  const sources = new Set(rows.map(({ source }) => source));
  const names = new Set(rows.map(nameOf));
  const sectors = new Set(rows.map(({ sector }) => sector));
  const isRemoving = replace && rejectedLines.length === 0;
  const gone = [...before.values()].filter(
    (row) =>
      isRemoving &&
      sectors.has(row.sector) &&
      row.source !== null &&
      sources.has(row.source) &&
      !names.has(nameOf(row)),
  );
  const stored = new Map(before);
  for (const row of rows) stored.set(nameOf(row), row);
  for (const row of gone) stored.delete(nameOf(row));
  const dates = rows.flatMap(({ date }) => date ?? []).sort();
  const isSame = (row: Position) => JSON.stringify(before.get(nameOf(row))) === JSON.stringify(row);
  const added = rows.filter((row) => !before.has(nameOf(row)));
  const changed = rows.filter((row) => before.has(nameOf(row)) && !isSame(row));
  return {
    stored,
    rejectedLines,
    added: added.length,
    changed: changed.length,
    unchanged: rows.length - added.length - changed.length,
    removed: gone.length,
    waiting: dates.filter((date) => date > today).length,
    newestDate: dates.at(-1) ?? null,
    moved: movedBy([...added, ...changed], [...changed.map((row) => before.get(nameOf(row))), ...gone]),
  };
}

export function nameOf({ sector, positionId }: Position): string {
  return `${sector} ${positionId}`;
}

/** The first row of each name. Other rows with that name are rejected, unless they are the same. */
function goodRows(read: readonly ReadRow<Position>[]) {
  const good: GoodRow<Position>[] = [];
  const rejectedLines: number[] = [];
  for (const one of read) {
    if (isNotice(one)) continue;
    if (isRejection(one)) rejectedLines.push(one.line);
    else {
      const first = good.find(({ row }) => nameOf(row) === nameOf(one.row));
      if (first === undefined) good.push(one);
      else if (JSON.stringify(first.row) !== JSON.stringify(one.row)) rejectedLines.push(one.line);
    }
  }
  return { good, rejectedLines };
}

function movedBy(after: Position[], before: (Position | undefined)[]): PlainImport["moved"] {
  const moved: PlainImport["moved"] = {};
  const sumOf = (sector: string) => {
    const sum = moved[sector] ?? { added: 0, removed: 0 };
    moved[sector] = sum;
    return sum;
  };
  for (const row of after) sumOf(row.sector).added += row.exposure;
  for (const row of before) if (row !== undefined) sumOf(row.sector).removed += row.exposure;
  return moved;
}
