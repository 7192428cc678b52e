import { type ComparedCell, compareCells } from "../measures/compared-cells.ts";
import type { Sides } from "../measures/counted-share.ts";
import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import type { ChangedUnit } from "./changed-unit.ts";
import { askAboutGroup, findOpenGroups, type OpenGroup, statusOfTest } from "./open-group.ts";
import { behindSeller, originOfGoods } from "./seller-question.ts";
import { createQuestionList, type QuestionList } from "./unknown.ts";

/** What certainly counts adds to the change of a share, and all that may count, with those who can say so. */
export interface Changed {
  certain: number;
  units: readonly ChangedUnit[];
  list: QuestionList<ChangedUnit>;
}

/** Divides two windows by what may count. A supplier counts in both or in neither, and so does a position. */
export function changedUnits(now: Scope, then: Scope, { seller, origin }: Sides): Changed {
  const groupOf = findOpenGroups<AffiliatedCell>((affiliation, cell) =>
    statusOfTest(seller({ ...cell, affiliation })),
  );
  const units = new Map<OpenGroup | string, ChangedUnit>();
  const list = createQuestionList<ChangedUnit>();
  let certain = 0;
  for (const compared of compareCells(now, then)) {
    const { cell } = compared;
    const weights = weightsOf(compared, now.total, then.total);
    const made = origin(cell);
    const isUnsold = cell.supplierId === null;
    const group = isUnsold ? (seller(cell) === "yes" ? "yes" : "no") : groupOf(cell.affiliation, cell);
    const mayBeSold = isUnsold && seller(cell) === "maybe";
    if (group === "yes" || made === "yes") certain += weights.reduce((sum, weight) => sum + weight, 0);
    else if (group !== "no" || made !== "no" || mayBeSold) {
      const unit = unitOf(units, group, cell);
      const isMaybe = made !== "no" || mayBeSold;
      for (const weight of weights)
        unit.parts.push({ weight, ...(isMaybe ? { origin: cell.supplierId } : {}) });
      if (mayBeSold) list.add(null, behindSeller(cell).question, unit);
      if (made !== "no") list.add(cell.supplierId, originOfGoods(cell).question, unit);
    }
  }
  for (const unit of units.values()) askAboutGroup(unit.group, unit, list);
  return { certain, units: [...units.values()], list };
}

/** What a cell adds to a change if it counts: what is in one window only, and what is in both. */
function weightsOf({ now, before, both }: ComparedCell, totalNow: number, totalThen: number): number[] {
  return [now / totalNow, 0 - before / totalThen, both / totalNow - both / totalThen].filter(
    (weight) => weight !== 0,
  );
}

/** Each position without a supplier may have a seller of its own, so whoever answers for it says whether it counts. */
function unitOf(
  units: Map<OpenGroup | string, ChangedUnit>,
  group: OpenGroup | string,
  { supplierId }: AffiliatedCell,
): ChangedUnit {
  const key = typeof group === "string" ? `${group} ${supplierId ?? ""}` : group;
  const unit = units.get(key) ?? { group, parts: [] };
  units.set(key, unit);
  return unit;
}
