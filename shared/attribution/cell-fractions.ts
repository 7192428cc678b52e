import { foldCountedAs, supplyCountedAs } from "../assessment/counted-supply.ts";
import type { RemovedKeys } from "../assessment/kinds/measure-kind.ts";
import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import { createView } from "../assessment/view.ts";
import { type ContributionKey, contributionKeyOf } from "../measures/contribution.ts";
import { countedAs } from "../policy/count-as.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy, Rule } from "../policy/policy.ts";
import { type Cell, cellKey } from "../supply/cell.ts";
import { emptyFold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { resolveOwnership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { asMinor } from "../values/exposure.ts";

/** Under which key exposure of a cell counts in a measure, and what fraction of it in each bound. */
export interface CellFraction extends ContributionKey {
  lower: number;
  upper: number;
}

/**
 * How exposure of each cell counts in what a rule measures, as suppliers and links are now: the same however much there
 * is of it. `null` for a measure of a change, which has no contributions.
 */
export function cellFractions(
  cells: Iterable<Omit<Cell, "exposure">>,
  { measure, controlStake }: Pick<Rule, "measure" | "controlStake">,
  policy: Policy,
  supply: { suppliers: Suppliers; links: Links },
  removed: RemovedKeys | undefined,
): ((cell: Omit<Cell, "exposure">) => CellFraction | null) | null {
  const { suppliers, links } = supplyCountedAs(supply, policy.countAs);
  // Of an exposure of 1 each: what is asked is only how it counts.
  const union = new Map([...cells].map((cell) => [cellKey(cell), { ...cell, exposure: asMinor(1) }]));
  const fold = foldCountedAs({ ...emptyFold(), cells: union }, policy.countAs);
  const ownership = resolveOwnership(suppliers, controlStake ?? policy.controlStake);
  const { sector, network } = createView(fold, ownership, suppliers, links, policy, false);
  const fractions = kindOf(measure).fractionsIn(sector, network, removed);
  if (fractions === null) return null;
  const facet = factsOf(measure).dividedBy;
  const found = new Map<string, CellFraction>();
  for (const cell of sector.cells) {
    found.set(cellKey(cell), { ...contributionKeyOf(cell, facet), ...fractions(cell) });
  }
  return (cell) => {
    const { originCountry } = cell;
    const counted = originCountry && countedAs(originCountry, policy.countAs);
    return found.get(cellKey({ ...cell, originCountry: counted })) ?? null;
  };
}
