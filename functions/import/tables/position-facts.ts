import type { Position } from "../../../shared/supply/position.ts";
import { type Day, later } from "../../../shared/values/day.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { GoodRow } from "../files/row.ts";
import { type DaysToCome, noteDayToCome } from "./days-to-come.ts";
import { createHeldValues, type HeldValues } from "./held-values.ts";

/** The ids of a sector's positions in a file, and its programs. */
export interface PositionIds {
  positionIds: HeldValues<string>;
  programs: Set<string>;
}

/** What a report says of the positions of a file, gathered row by row. */
export interface PositionFacts {
  note(read: GoodRow<Position>): void;
  waiting: DaysToCome;
  newestDate(): Day | null;
  /** Suppliers that the positions name. */
  sellers: Set<string>;
  ids: Map<SectorId, PositionIds>;
}

/** Starts with no row. `today` is the day of the import. */
export function createPositionFacts(today: Day): PositionFacts {
  let newest: Day | null = null;
  const waiting: DaysToCome = { rows: 0, first: [] };
  const sellers = new Set<string>();
  const ids = new Map<SectorId, PositionIds>();
  return {
    note(read) {
      const { sector, positionId, date, supplierId, program } = read.row;
      noteDayToCome(waiting, read, today);
      newest = later(newest, date);
      if (supplierId !== null) sellers.add(supplierId);
      const own = ids.get(sector) ?? { positionIds: createHeldValues(), programs: new Set() };
      ids.set(sector, own);
      own.positionIds.add(positionId);
      if (program !== null) own.programs.add(program);
    },
    waiting,
    newestDate: () => newest,
    sellers,
    ids,
  };
}
