import type { Interval } from "../values/interval.ts";
import type { OfGroup } from "./answer-sums.ts";
import type { Status } from "./open-group.ts";

/** What positions add to a change, as a share, if they count. They count completely or not at all. */
interface ChangedPart {
  weight: number;
  /** Who can say where they are made; left out where they do not count because of that. */
  origin?: string | null;
}

/** All whose sellers count together or not at all. */
export interface ChangedUnit extends OfGroup {
  parts: ChangedPart[];
}

/** Who has answered, and whether the answers about origins make the change the smallest or the largest. */
export interface OriginsTold {
  asked: ReadonlySet<string | null>;
  as: "smallest" | "largest";
}

/** What a unit adds to both bounds of a change where this holds of its sellers. */
export function addedBy(unit: ChangedUnit, status: Status, { asked, as }: OriginsTold): Interval {
  const { all, told, untold } = sumsOf(unit, asked);
  if (status === "yes") return { lower: all, upper: all };
  const known = as === "smallest" ? told.lower : told.upper;
  return status === "no" ? shifted(untold, known) : eitherOf(all, shifted(untold, known));
}

/** The least and the most that stays open of what a unit adds, whatever is answered about origins. */
export function widthLeft(unit: ChangedUnit, status: Status, asked: ReadonlySet<string | null>): Interval {
  const { all, told, untold } = sumsOf(unit, asked);
  if (status === "yes") return { lower: 0, upper: 0 };
  const open = widthOf(untold);
  if (status === "no") return { lower: open, upper: open };
  const at = (known: number) => widthOf(eitherOf(all, shifted(untold, known)));
  // The width is convex in what is known of origins. It is least where all of it lies between both ends of the rest.
  const nearest = Math.max(all - untold.upper, Math.min(told.lower, all - untold.lower));
  const least = Math.min(told.upper, Math.max(told.lower, nearest));
  return { lower: at(least), upper: Math.max(at(told.lower), at(told.upper)) };
}

interface OriginSums {
  /** If the sellers count. */
  all: number;
  /** What may count by its origin where the sellers do not: as it has been answered, and what nobody answered. */
  told: Interval;
  untold: Interval;
}

function sumsOf({ parts }: ChangedUnit, asked: ReadonlySet<string | null>): OriginSums {
  const sums = { all: 0, told: { lower: 0, upper: 0 }, untold: { lower: 0, upper: 0 } };
  for (const { weight, origin } of parts) {
    sums.all += weight;
    if (origin === undefined) continue;
    sums[asked.has(origin) ? "told" : "untold"][weight < 0 ? "lower" : "upper"] += weight;
  }
  return sums;
}

function shifted({ lower, upper }: Interval, by: number): Interval {
  return { lower: lower + by, upper: upper + by };
}

function eitherOf(all: number, { lower, upper }: Interval): Interval {
  return { lower: Math.min(all, lower), upper: Math.max(all, upper) };
}

function widthOf({ lower, upper }: Interval): number {
  return upper - lower;
}
