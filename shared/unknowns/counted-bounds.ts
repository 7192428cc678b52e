import type { Scope } from "../supply/scope.ts";
import { type Amount, NO_AMOUNT } from "../values/amount.ts";
import type { Interval } from "../values/interval.ts";
import { shareOf } from "../values/ratio.ts";
import { sumAfterAnswers } from "./answer-sums.ts";
import type { Counted, CountedPart } from "./counted-parts.ts";
import { canBe, type Status } from "./open-group.ts";

/** The bounds of a share that is counted, once some of what may count (amounts in minor units) is known to count, or not to. */
export interface CountedBounds {
  upperWithout(out: Amount): number;
  lowerWith(counting: Amount): number;
  /** The same, once it is known what of the optional exposure belongs to the scope, in the way that makes the bound move most. */
  leastWithout(out: Amount): number;
  mostWith(counting: Amount): number;
}

export function countedBounds({ total, optional }: Scope, { yes, maybe }: Counted): CountedBounds {
  const all = optional.reduce((sum, { exposure }) => sum + exposure, 0);
  const possible = { certain: yes.certain + maybe.certain, optional: yes.optional + maybe.optional };
  return {
    upperWithout: (out) => {
      const counted = possible.optional - out.optional;
      return shareOf(possible.certain - out.certain + counted, total + counted);
    },
    lowerWith: (counting) =>
      shareOf(yes.certain + counting.certain, total + all - yes.optional - counting.optional),
    // What counts raises the share, the rest dilutes it.
    leastWithout: (out) =>
      shareOf(possible.certain - out.certain, total + all - possible.optional + out.optional),
    mostWith: (counting) => {
      const counted = yes.optional + counting.optional;
      return shareOf(yes.certain + counting.certain + counted, total + counted);
    },
  };
}

/** What these parts may, at most, all be known to be after the answers of some: to count (`yes`), or not to. */
export function settledAs(
  goal: "yes" | "no",
  parts: readonly CountedPart[],
  asked: ReadonlySet<string | null>,
): Amount {
  const settled = parts.filter(({ group, origin }) => {
    const isMade = origin !== undefined && asked.has(origin);
    if (goal === "yes") return isMade || canBe("yes", group, asked);
    return (isMade || origin === undefined) && canBe("no", group, asked);
  });
  return sumOf(settled);
}

/** By how much any answers of some narrow the interval, at worst and at best; bounds where exposure is optional. */
export function narrowedByAnswers(
  parts: readonly CountedPart[],
  asked: ReadonlySet<string | null>,
  bounds: CountedBounds,
): Interval {
  const [out, into] = [settledAs("no", parts, asked), settledAs("yes", parts, asked)];
  const width = (without: Amount, counting: Amount) =>
    bounds.upperWithout(without) - bounds.lowerWith(counting);
  const now = width(NO_AMOUNT, NO_AMOUNT);
  const sum = (wanted: "most" | "least", as: keyof Amount) =>
    sumAfterAnswers(parts, {
      asked,
      wanted,
      keys: ["yes", "no"],
      worth: (part, status) => (isSettled(part, status, asked, wanted) ? part[as] : 0),
    });
  const least = sum("least", "certain");
  const most = { certain: sum("most", "certain"), optional: sum("most", "optional") };
  // Of exposure that may turn out either way, as much is out as can be, or as little. Between them, the width is never less.
  const ways = (as: keyof Amount) => [Math.min(out[as], most[as]), most[as] - Math.min(into[as], most[as])];
  const widths = ways("certain").flatMap((certain) =>
    ways("optional").map((optional) =>
      width({ certain, optional }, { certain: most.certain - certain, optional: most.optional - optional }),
    ),
  );
  return {
    lower:
      now -
      Math.max(
        width({ certain: least, optional: 0 }, NO_AMOUNT),
        width(NO_AMOUNT, { certain: least, optional: 0 }),
      ),
    upper: now - Math.min(...widths),
  };
}

function isSettled(
  { origin }: CountedPart,
  status: Status,
  asked: ReadonlySet<string | null>,
  wanted: "most" | "least",
): boolean {
  if (status === "yes") return true;
  const isMadeTold = origin !== undefined && asked.has(origin);
  // The answer about where it is made may alone say that it counts, or leave that to its seller.
  if (wanted === "most" && isMadeTold) return true;
  return status === "no" && (origin === undefined || isMadeTold);
}

function sumOf(parts: readonly CountedPart[]): Amount {
  const sum = { ...NO_AMOUNT };
  for (const { certain, optional } of parts) {
    sum.certain += certain;
    sum.optional += optional;
  }
  return sum;
}
