import { createOverlapIndex, type PeriodFigure, periodText } from "../../../shared/supply/overlap.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { GoodRow } from "../files/row.ts";
import type { RefusedRows } from "../files/row-kind.ts";
import { usitcFigureOf } from "../files/usitc.ts";

/** A figure, and where it was found, in words. */
interface PlacedFigure extends PeriodFigure {
  where: string;
}

interface FigureRows {
  figure: PlacedFigure;
  rows: GoodRow<Position>[];
}

/**
 * Refuses figures whose period overlaps with that of an earlier figure of the file, or of a stored one: their sum would
 * count something twice. A figure with the same code and period is a revision, and replaces the stored one. Files without
 * such figures need no extra reads.
 */
export async function refuseOverlaps(
  rows: GoodRow<Position>[],
  isReplacing: boolean,
  positions: PositionRows,
): Promise<RefusedRows<Position>[]> {
  const figures = figuresIn(rows);
  const refused: RefusedRows<Position>[] = [];
  for (const [sector, own] of Map.groupBy(figures.values(), ({ rows: [first] }) => first?.row.sector ?? "")) {
    const index = createOverlapIndex<PlacedFigure>();
    const kept: FigureRows[] = [];
    for (const one of own) {
      const other = index.overlapping(one.figure);
      if (other !== null) refused.push(refusedFor(one, other, "leave one of them out"));
      else {
        index.add(one.figure);
        kept.push(one);
      }
    }
    // A row that is refused keeps the stored ones from being removed.
    if (isReplacing && refused.length === 0) continue;
    refused.push(...(await overlappingStored(kept, positions, sector)));
  }
  return refused;
}

async function overlappingStored(
  kept: FigureRows[],
  positions: PositionRows,
  sector: SectorId,
): Promise<RefusedRows<Position>[]> {
  const index = createOverlapIndex<PlacedFigure>();
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

function refusedFor(
  { figure, rows }: FigureRows,
  other: PlacedFigure,
  whatToDo: string,
): RefusedRows<Position> {
  const [first] = rows;
  const exposure = rows.reduce((sum, { row }) => sum + row.exposure, 0);
  return {
    rows,
    rejection: {
      line: first?.line ?? 1,
      column: null,
      keptOut: {
        sector: first?.row.sector ?? null,
        rows: rows.length,
        exposure: Number.isSafeInteger(exposure) ? exposure : null,
      },
      reason: `${figureName(figure)} overlaps with ${figureName(other)}, ${other.where}: figures that overlap are never added up; ${whatToDo}`,
      kind: `overlaps with another figure: ${whatToDo}`,
    },
  };
}

function figureName(figure: PlacedFigure): string {
  return `${periodText(figure)} of ${figure.code}`;
}

function figuresIn(rows: GoodRow<Position>[]): Map<string, FigureRows> {
  const figures = new Map<string, FigureRows>();
  for (const good of rows) {
    const figure = placedFigure(good.row, `line ${good.line}`);
    if (figure === null) continue;
    const key = `${good.row.sector}\u0000${figure.identity}`;
    const known = figures.get(key);
    if (known === undefined) figures.set(key, { figure, rows: [good] });
    else known.rows.push(good);
  }
  return figures;
}

/** The figure that a position is part of; `null` for one that stands for no period, or names no source. */
function placedFigure(
  { positionId, item, source, date, periodStart }: Position,
  where: string,
): PlacedFigure | null {
  if (periodStart === null || date === null || source === null) return null;
  const { identity, code } = usitcFigureOf(positionId) ?? {
    identity: `${item} ${periodStart} ${date}`,
    code: item,
  };
  return { source, code, from: periodStart, to: date, identity: `${source}\u0000${identity}`, where };
}
