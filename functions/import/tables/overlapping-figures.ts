import { createOverlapIndex, type PeriodFigure, periodText } from "../../../shared/supply/overlap.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { PositionRows } from "../../ports/rows.ts";
import { figureOf } from "../files/figure-id.ts";
import type { GoodRow } from "../files/row.ts";
import type { RefusedRows } from "../files/row-kind.ts";

/** A figure, and where it was found, in words. */
interface PlacedFigure extends PeriodFigure {
  where: string;
  /** Whose imports it is, where a table has several reporters. */
  whose: string;
  /** The same as a figure of all reporters, where a table has several: what a group reports holds what its members report. */
  across: PeriodFigure | null;
}

/** A figure, and the positions that it is the sum of. */
interface FigureRows {
  figure: PlacedFigure;
  sector: SectorId;
  line: number;
  rows: number[];
  /** How many rows of the file they were made of. */
  lines: number;
  exposure: number;
}

/**
 * Refuses figures whose period overlaps with that of an earlier figure of the file, or of a stored one: their sum would
 * count something twice. A figure with the same code and period is a revision, and replaces the stored one. Files without
 * such figures need no extra reads. `refused` is called with the sectors of which all rows are refused already.
 */
export function checkOverlaps(positions: PositionRows) {
  const figures = new Map<string, FigureRows>();
  return {
    see: (read: GoodRow<Position>, at: number) => addFigure(figures, read, at),
    async refused(isReplacing: boolean, without: ReadonlySet<SectorId>): Promise<RefusedRows[]> {
      const left = [...figures.values()].filter(({ sector }) => !without.has(sector));
      const refused: RefusedRows[] = [];
      for (const [sector, own] of Map.groupBy(left, (figure) => figure.sector)) {
        const kept = keepFirst(own, refused);
        // A row that is refused keeps the stored ones from being removed.
        if (isReplacing && refused.length === 0) continue;
        refused.push(...(await overlappingStored(kept, positions, sector)));
      }
      return refused;
    },
  };
}

/** The figures that overlap with no earlier one. The others are added to `refused`. */
function keepFirst(figures: FigureRows[], refused: RefusedRows[]): FigureRows[] {
  const index = createFigureIndex();
  return figures.filter((one) => {
    const other = index.overlapping(one.figure);
    if (other !== null) refused.push(refusedFor(one, other, "leave one of them out"));
    else index.add(one.figure);
    return other === null;
  });
}

async function overlappingStored(
  kept: FigureRows[],
  positions: PositionRows,
  sector: SectorId,
): Promise<RefusedRows[]> {
  const index = createFigureIndex();
  const seen = new Set<string>();
  for await (const { rows } of positions.pagesOf(sector)) {
    for (const row of rows) {
      const figure = placedFigure(row, `stored as ${quoted(row.positionId)}`);
      if (figure === null || seen.has(figure.identity)) continue;
      seen.add(figure.identity);
      index.add(figure);
    }
  }
  const what = "leave it out, or import with --replace a file that holds all figures that are to stay";
  return kept.flatMap((one) => {
    const other = index.overlapping(one.figure);
    return other === null ? [] : [refusedFor(one, other, what)];
  });
}

/** An index of figures that also finds a group beside its members. */
function createFigureIndex() {
  const index = createOverlapIndex<PlacedFigure>();
  const added = new Set<string>();
  return {
    add(figure: PlacedFigure) {
      index.add(figure);
      const { across } = figure;
      if (across === null) return;
      const name = [across.identity, across.code, across.from, across.to].join("\u0000");
      if (!added.has(name)) index.add({ ...figure, ...across });
      added.add(name);
    },
    overlapping: (figure: PlacedFigure): PlacedFigure | null =>
      index.overlapping(figure) ?? (figure.across === null ? null : index.overlapping(figure.across)),
  };
}

function refusedFor(
  { figure, sector, line, rows, lines, exposure }: FigureRows,
  other: PlacedFigure,
  whatToDo: string,
): RefusedRows {
  return {
    sector,
    rows,
    rejection: {
      line,
      column: null,
      keptOut: {
        sector,
        rows: lines,
        exposure: Number.isSafeInteger(exposure) ? exposure : null,
      },
      reason: `${figureName(figure)} overlaps with ${figureName(other)}, ${other.where}: figures that overlap are never added up; ${whatToDo}`,
      kind: `overlaps with another figure: ${whatToDo}`,
    },
  };
}

function figureName(figure: PlacedFigure): string {
  return `${periodText(figure)} of ${figure.code}${figure.whose}`;
}

function addFigure(
  figures: Map<string, FigureRows>,
  { line, lines = 1, row }: GoodRow<Position>,
  at: number,
): void {
  const figure = placedFigure(row, `line ${line}`);
  if (figure === null) return;
  const { sector } = row;
  const key = `${sector}\u0000${figure.identity}`;
  const known = figures.get(key) ?? { figure, sector, line, rows: [], lines: 0, exposure: 0 };
  figures.set(key, known);
  known.rows.push(at);
  known.lines += lines;
  known.exposure += row.exposure;
}

/** The figure that a position is part of; `null` for one that stands for no period, or names no source. */
function placedFigure(
  { positionId, item, source, date, periodStart }: Position,
  where: string,
): PlacedFigure | null {
  if (periodStart === null || date === null || source === null) return null;
  const { identity, code, reporter } = figureOf(positionId) ?? {
    identity: `${item} ${periodStart} ${date}`,
    code: item,
    reporter: null,
  };
  const statistics = source.replace(PUBLISHERS, "");
  const days = { code, from: periodStart, to: date };
  return {
    source: statistics,
    ...days,
    identity: `${source}\u0000${identity}`,
    where,
    whose: reporter === null ? "" : `, imports of ${reporter.code}`,
    across:
      reporter === null
        ? null
        : { source: reporter.publisher, ...days, identity: reporter.isCountry ? "countries" : reporter.code },
  };
}

// Both publish the same figures of the customs: taken together, all would count twice.
const PUBLISHERS = /^(USITC DataWeb|US Census Bureau), /;
