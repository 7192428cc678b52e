import { foldCountedAs, supplyCountedAs } from "../assessment/counted-supply.ts";
import type { RemovedKeys } from "../assessment/kinds/measure-kind.ts";
import { kindOf } from "../assessment/kinds/measure-kinds.ts";
import { createView } from "../assessment/view.ts";
import { type ContributionKey, contributionKeyOf } from "../measures/contribution.ts";
import { countedAs } from "../policy/count-as.ts";
import { type GoodsOnList, goodsTest } from "../policy/listed-goods.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { type Cell, cellKey } from "../supply/cell.ts";
import { emptyFold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { resolveOwnership } from "../supply/ownership.ts";
import type { Suppliers } from "../supply/supplier.ts";
import { asMinor } from "../values/exposure.ts";

/** The key of a cell in a measure, and the fraction of its exposure that counts in each bound. */
export interface CellFraction extends ContributionKey {
  lower: number;
  upper: number;
}

/**
 * How each cell counts in the measure of a rule, with the suppliers and links of now, independent of its
 * exposure. `null` for a change, which has no contributions.
 */
export function cellFractions(
  cells: Iterable<Omit<Cell, "exposure">>,
  { measure, controlStake }: Pick<Rule, "measure" | "controlStake">,
  policy: Policy,
  supply: { suppliers: Suppliers; links: Links; goods: readonly GoodsOnList[] },
  removed: RemovedKeys | undefined,
): ((cell: Omit<Cell, "exposure">) => CellFraction | null) | null {
  const { suppliers, links } = supplyCountedAs(supply, policy.countAs);
  // Each cell gets an exposure of 1, since only the fractions matter.
  const union = new Map([...cells].map((cell) => [cellKey(cell), { ...cell, exposure: asMinor(1) }]));
  const fold = foldCountedAs({ ...emptyFold(), cells: union }, policy.countAs);
  const ownership = resolveOwnership(suppliers, controlStake ?? policy.controlStake);
  const goods = goodsTest(supply.goods, policy.countAs);
  const { sector, network } = createView(fold, ownership, suppliers, links, policy, false, goods);
  const fractions = kindOf(measure).fractionsIn(sector, network, removed);
  if (fractions === null) return null;
  const facet = factsOf(measure).dividedBy;
  const found = new Map<string, CellFraction>();
  for (const cell of sector.cells) {
    found.set(cellKey({ ...cell, program: null }), { ...contributionKeyOf(cell, facet), ...fractions(cell) });
  }
  return (cell) => {
    const { originCountry } = cell;
    const counted = originCountry && countedAs(originCountry, policy.countAs);
    // No fraction depends on the program.
    return found.get(cellKey({ ...cell, originCountry: counted, program: null })) ?? null;
  };
}
