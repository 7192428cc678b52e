import type { Sides } from "../measures/counted-share.ts";
import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { bestAfterAnswers, sumAfterAnswers } from "./answer-sums.ts";
import { addedBy, type ChangedUnit, type OriginsTold, widthLeft } from "./changed-unit.ts";
import { changedUnits } from "./changed-units.ts";
import { highestFirst, isOpen } from "./open-group.ts";
import { askedOf, type OpenValue, type Unknown } from "./unknown.ts";

const NOTHING: Interval = { lower: 0, upper: 0 };
const KEYS = ["yes", "no"];
const NOBODY_ASKED: OriginsTold = { asked: new Set(), as: "smallest" };

/** By how much a share has risen, as it depends on what is not known. Both scopes have exposure, and none that is optional. */
export function openChangeOfShare(now: Scope, then: Scope, sides: Sides): OpenValue {
  const { certain, units, list } = changedUnits(now, then, sides);
  const addedNow = (some: readonly ChangedUnit[]) =>
    some.map((unit) => addedBy(unit, statusNow(unit), NOBODY_ASKED)).reduce(plus, NOTHING);
  const value = plus({ lower: certain, upper: certain }, addedNow(units));
  const unitsOf = (answered: readonly Unknown[]) =>
    withThoseAbove(new Set(answered.flatMap((one) => list.about(one))), units);
  const valueIf = (answered: readonly Unknown[], as: OriginsTold["as"]): Interval => {
    const asked = askedOf(answered);
    const some = unitsOf(answered);
    if (mayMerge(some)) {
      const open = widthOf(addedNow(some));
      return as === "smallest"
        ? { ...value, upper: value.upper - open }
        : { ...value, lower: value.lower + open };
    }
    const after = bestAfterAnswers(some, {
      ...{ asked, keys: KEYS, none: NOTHING, add: plus },
      worth: (unit, status) => addedBy(unit, status, { asked, as }),
      best: as === "smallest" ? smaller : larger,
    });
    return plus(minus(value, addedNow(some)), after);
  };
  return {
    now: value,
    unknowns: list.unknowns(),
    ifSmallest: (answered) => valueIf(answered, "smallest"),
    ifLargest: (answered) => valueIf(answered, "largest"),
    narrowed(answered) {
      const asked = askedOf(answered);
      const some = unitsOf(answered);
      const open = widthOf(addedNow(some));
      if (mayMerge(some)) return { lower: 0, upper: open };
      const left = (wanted: "most" | "least") =>
        sumAfterAnswers(some, {
          ...{ asked, keys: KEYS, wanted },
          worth: (unit, status) => widthLeft(unit, status, asked)[wanted === "most" ? "upper" : "lower"],
        });
      return { lower: open - left("most"), upper: open - left("least") };
    },
    isReached: (answered) => !mayMerge(unitsOf(answered)),
    mostMoved: (unknown) => widthOf(addedNow(unitsOf([unknown]))),
  };
}

/** Some units, and those of the groups that may control them. */
function withThoseAbove(some: ReadonlySet<ChangedUnit>, units: readonly ChangedUnit[]): ChangedUnit[] {
  const groups = new Set(highestFirst([...some].map(({ group }) => group)));
  return units.filter((unit) => some.has(unit) || (isOpen(unit.group) && groups.has(unit.group)));
}

/**
 * Whether an answer may say that a unit belongs to another one of which it is still open whether it counts. What one adds may then
 * offset what the other one takes away.
 */
function mayMerge(units: readonly ChangedUnit[]): boolean {
  return highestFirst(units.map(({ group }) => group)).some(({ above }) => isOpen(above));
}

/** What holds of the sellers of a unit as long as nothing more is known. */
function statusNow({ group }: ChangedUnit): string | null {
  return typeof group === "string" ? group : null;
}

function plus(a: Interval, b: Interval): Interval {
  return { lower: a.lower + b.lower, upper: a.upper + b.upper };
}

function minus(a: Interval, b: Interval): Interval {
  return { lower: a.lower - b.lower, upper: a.upper - b.upper };
}

function smaller(a: Interval, b: Interval): Interval {
  return b.upper < a.upper || (b.upper === a.upper && b.lower < a.lower) ? b : a;
}

function larger(a: Interval, b: Interval): Interval {
  return b.lower > a.lower || (b.lower === a.lower && b.upper > a.upper) ? b : a;
}

function widthOf({ lower, upper }: Interval): number {
  return upper - lower;
}
