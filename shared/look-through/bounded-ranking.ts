import type { Ranking, Removal } from "./removal.ts";

/** A ranking that is filled one removal at a time, and never holds many more removals than it lists. */
export interface BoundedRanking {
  add(removal: Removal): void;
  /** The listed removals, worst first, and how many removals with a certain loss are not listed. */
  done(): Pick<Ranking, "removals" | "more">;
}

/**
 * Creates a ranking. It lists all removals when `most` is infinite. Otherwise it lists, for owners and for
 * countries, up to `most` removals with a certain loss, and always the one with the largest possible loss. So
 * no removal can cost more than what the list shows.
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

/**
 * One list for owners and suppliers of unknown owner, and one for countries, because a rule counts one of them.
 */
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

/** Orders by certain loss, then by possible loss, largest first. */
export function byLoss(a: Removal, b: Removal): number {
  return b.loss.lower - a.loss.lower || b.loss.upper - a.loss.upper || (a.key < b.key ? -1 : 1);
}

function byPossible(a: Removal, b: Removal): number {
  return b.loss.upper - a.loss.upper || byLoss(a, b);
}
