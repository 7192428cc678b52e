import { namesTimes } from "../look-through/bound-times.ts";
import type { Network } from "../look-through/network.ts";
import type { Removal } from "../look-through/removal.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import { placeFields } from "../supply/place.ts";
import type { Scope } from "../supply/scope.ts";
import { isAffordable } from "./affordable.ts";
import { type Pace, type RecoveryLoss, recoveryLosses } from "./recovery-loss.ts";

/** Of how many of the worst removals of each kind an assessment says what is missing until all are back. */
export const MOST_TIMED = 4;

/**
 * What is missing of a scope until all are back, by the worst removals of each kind; the others have none. The removals stand
 * worst first. Empty where nobody names days, or where the network is too large to do it in every assessment.
 */
export function timedRemovals(
  scope: Scope,
  removals: readonly Removal[],
  network: Network,
  pace: Pace,
): ReadonlyMap<Removal, RecoveryLoss> {
  if (!isAffordable(network) || !namesTimes(network)) return new Map();
  const worst = [...Map.groupBy(removals, ({ kind }) => kind).values()].flatMap((kind) =>
    kind.slice(0, MOST_TIMED),
  );
  return new Map(
    worst.flatMap((removal) => {
      const [loss] = recoveryLosses([scope], setOf(removal), network, pace) ?? [];
      return loss == null ? [] : [[removal, loss] as const];
    }),
  );
}

function setOf({ kind, key }: Removal): RemovedSet {
  switch (kind) {
    case "owner":
      return { owners: [key] };
    case "supplier":
      return { suppliers: [key] };
    case "country":
      return { countries: [key] };
    default:
      return { [placeFields[kind]]: [key] };
  }
}
