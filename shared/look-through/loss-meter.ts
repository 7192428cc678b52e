import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { sellerTotals } from "../supply/seller-totals.ts";
import type { Interval } from "../values/interval.ts";
import { buyersOf } from "./buyers.ts";
import { NOTHING_OPTIONAL, type OptionalRisk, shareLost } from "./optional-risk.ts";
import type { RemovedSet } from "./removed-set.ts";
import type { Risk } from "./risk.ts";
import { exposureLost, lossOf, optionalRisk } from "./scope-loss.ts";

/** Measures what each of some scopes loses by a removal, in the order of the scopes. */
export type LossMeter = (set: RemovedSet, risk: Risk) => Interval[];

/**
 * Creates a meter that starts from what the scopes may lose when nobody is removed. A removal then costs only
 * the sellers whose risk it changed. What is certainly lost is equal to the plain sum to the last bit, since
 * other sellers add nothing to it. Every scope must have exposure.
 */
export function createLossMeter(scopes: readonly Scope[], before: Risk): LossMeter {
  const changed = createChangedNodes(before.upper.length);
  const buyers = buyersOf(scopes, before.upper.length);
  const upperBefore = before.upper.slice();
  const possibleBefore = scopes.map(({ cells }) => exposureLost(sellerTotals(cells), {}, before).upper);
  const certain = new Float64Array(scopes.length);
  const possible = new Float64Array(scopes.length);
  return (set, risk) => {
    // Where origins count too, it is not only risk that decides.
    if ((set.countries?.length ?? 0) > 0) return scopes.map((scope) => lossOf(scope, set, risk));
    certain.fill(0);
    possible.set(possibleBefore);
    addSellers(changed(risk), risk);
    const optionalOf = rememberOptional(set, risk);
    return scopes.map(({ total, optional }, at) => {
      const lower = Math.min(certain[at] ?? 0, total);
      const upper = Math.min(Math.max(lower, possible[at] ?? 0), total);
      return shareLost({ lower, upper }, total, optionalOf(optional));
    });
  };

  function addSellers(nodes: readonly number[], { lower, upper }: Risk): void {
    const { start, scope: scopes, exposure: exposures } = buyers;
    for (const node of nodes) {
      const last = start[node + 1] ?? 0;
      for (let at = start[node] ?? 0; at < last; at += 1) {
        const scope = scopes[at] ?? 0;
        const exposure = exposures[at] ?? 0;
        const more = (upper[node] ?? 0) - (upperBefore[node] ?? 0);
        certain[scope] = (certain[scope] ?? 0) + exposure * (lower[node] ?? 0);
        possible[scope] = (possible[scope] ?? 0) + exposure * more;
      }
    }
  }
}

/** Reads which nodes a removal changed: each once, in their order. */
function createChangedNodes(nodes: number): (risk: Risk) => readonly number[] {
  const isSeen = new Uint8Array(nodes);
  return ({ touched }) => {
    if (isRising(touched)) return touched;
    const changed = touched.filter((node) => {
      const isNew = isSeen[node] === 0;
      isSeen[node] = 1;
      return isNew;
    });
    for (const node of changed) isSeen[node] = 0;
    return changed.sort((a, b) => a - b);
  };
}

function isRising(numbers: readonly number[]): boolean {
  for (let at = 1; at < numbers.length; at += 1)
    if ((numbers[at - 1] ?? 0) >= (numbers[at] ?? 0)) return false;
  return true;
}

/** Programs share the exposure that may belong to any of them, so its risk is computed once for each removal. */
function rememberOptional(set: RemovedSet, risk: Risk): (cells: readonly AffiliatedCell[]) => OptionalRisk {
  const known = new Map<readonly AffiliatedCell[], OptionalRisk>();
  return (cells) => {
    if (cells.length === 0) return NOTHING_OPTIONAL;
    const found = known.get(cells) ?? optionalRisk(sellerTotals(cells), set, risk);
    known.set(cells, found);
    return found;
  };
}
