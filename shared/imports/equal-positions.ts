import type { Position } from "../supply/position.ts";
import { type Day, later } from "../values/day.ts";
import { asMinor, type Minor } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";

/** What makes two positions of other ids seem to be one purchase. */
type Content = Pick<Position, "sector" | "supplierId" | "item" | "originCountry" | "exposure" | "date">;

/** New positions of a sector that are equal to stored ones in all but their ids. */
export interface EqualPositions {
  sector: SectorId;
  /** How many of the `of` new positions. */
  positions: number;
  of: number;
  exposure: Minor;
  /** A new position, and a stored one that is equal to it. */
  example: [string, string];
}

/** The days of the new positions of a sector, and whether some have none. */
export interface DaysOfNew {
  first: Day | null;
  last: Day | null;
  hasUndated: boolean;
}

interface OfSector extends DaysOfNew {
  ids: Set<string>;
  of: number;
  /** The new positions of a content that no stored one was found for: how many, and the id of the first. */
  left: Map<string, { count: number; positionId: string }>;
  equal: Omit<EqualPositions, "sector" | "of"> | null;
}

/** Files with more positions are not compared: their ids and contents would take too much memory. */
const MOST_COMPARED = 200_000;

// A few equal purchases on one day are nothing strange.
const FEWEST = 2;
const LEAST_SHARE = 0.1;

/** Compares new positions of a file with stored ones that the file does not hold. Each stored one is equal to one new at most. */
export function compareNew() {
  const sectors = new Map<SectorId, OfSector>();
  let noted = 0;
  const isTooLarge = () => noted > MOST_COMPARED;
  const own = (sector: SectorId) => {
    const found = sectors.get(sector) ?? emptySector();
    sectors.set(sector, found);
    return found;
  };
  return {
    /** Notes a position of the file, new or not. */
    noteId({ sector, positionId }: Pick<Position, "sector" | "positionId">) {
      noted += 1;
      if (isTooLarge()) sectors.clear();
      else own(sector).ids.add(positionId);
    },
    /** Notes a position that is not stored yet. */
    noteNew(row: Content & Pick<Position, "positionId">) {
      if (isTooLarge()) return;
      const of = own(row.sector);
      const key = contentOf(row);
      const before = of.left.get(key) ?? { count: 0, positionId: row.positionId };
      of.left.set(key, { ...before, count: before.count + 1 });
      of.of += 1;
      if (row.date === null) of.hasUndated = true;
      else if (of.first === null || row.date < of.first) of.first = row.date;
      of.last = later(of.last, row.date);
    },
    /** The days of the new positions, by sector. */
    days: (): ReadonlyMap<SectorId, DaysOfNew> => new Map([...sectors].filter(([, { of }]) => of > 0)),
    /** Compares a stored position. */
    see(row: Content & Pick<Position, "positionId">) {
      const of = own(row.sector);
      if (of.ids.has(row.positionId)) return;
      const same = of.left.get(contentOf(row));
      if (same === undefined || same.count === 0) return;
      same.count -= 1;
      const { positions, exposure, example } = of.equal ?? {
        positions: 0,
        exposure: 0,
        example: [same.positionId, row.positionId] as [string, string],
      };
      of.equal = { positions: positions + 1, exposure: asMinor(exposure + row.exposure), example };
    },
    /** What was found, of sectors in which it is more than chance. */
    found: (): EqualPositions[] =>
      [...sectors].flatMap(([sector, { equal, of }]) =>
        equal === null || equal.positions < FEWEST || equal.positions < of * LEAST_SHARE
          ? []
          : [{ sector, of, ...equal }],
      ),
  };
}

function emptySector(): OfSector {
  return { ids: new Set(), of: 0, left: new Map(), first: null, last: null, hasUndated: false, equal: null };
}

function contentOf({ supplierId, item, originCountry, exposure, date }: Content): string {
  return JSON.stringify([supplierId, item, originCountry, exposure, date]);
}
