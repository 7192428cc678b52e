import type { Ranking, Removal } from "./look-through.ts";

/** A ranking that is filled removal by removal, and never holds many more than it lists. */
export interface BoundedRanking {
  add(removal: Removal): void;
  /** Sorted, with what was counted and not listed. */
  done(): Pick<Ranking, "removals" | "more">;
}

/**
 * Lists all removals, or with a finite `most` of each kind only so many that certainly cost something, and always the one
 * that may cost most: no loss is larger than what the list shows.
 */
export function createRanking(most: number): BoundedRanking {
  const sides = { owner: createSide(most), country: createSide(most) };
  return {
    add: (removal) => sides[removal.kind === "country" ? "country" : "owner"].add(removal),
    done() {
      const [owner, country] = [sides.owner.done(), sides.country.done()];
      return {
        removals: [...owner.removals, ...country.removals].sort(byLoss),
        more: owner.more + country.more,
      };
    },
  };
}

/** Owners and suppliers of unknown owner on one side, countries on the other: a loss is of one side. */
function createSide(most: number): BoundedRanking {
  let kept: Removal[] = [];
  let mostPossible: Removal | null = null;
  let certain = 0;
  const isBounded = Number.isFinite(most);
  const cut = () => {
    kept = kept.sort(byLoss).slice(0, most);
  };
  return {
    add(removal) {
      const costs = removal.loss.lower > 0;
      if (costs) certain += 1;
      if (mostPossible === null || byPossible(removal, mostPossible) < 0) mostPossible = removal;
      if (isBounded && !costs) return;
      kept.push(removal);
      if (kept.length > 2 * most) cut();
    },
    done() {
      if (isBounded) cut();
      if (mostPossible !== null && !kept.includes(mostPossible)) kept.push(mostPossible);
      return { removals: kept, more: certain - kept.filter(({ loss }) => loss.lower > 0).length };
    },
  };
}

/** The worst first. */
export function byLoss(a: Removal, b: Removal): number {
  return b.loss.lower - a.loss.lower || b.loss.upper - a.loss.upper || (a.key < b.key ? -1 : 1);
}

function byPossible(a: Removal, b: Removal): number {
  return b.loss.upper - a.loss.upper || byLoss(a, b);
}
