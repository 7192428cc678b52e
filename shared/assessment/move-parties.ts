import { askedNames, shownCompanies } from "../policy/company-names.ts";
import { itemsWithCodes } from "../policy/item-names.ts";
import { companiesNamed, companyHint } from "../policy/named-company.ts";
import { groupHint, groupsNamed, severalNamed } from "../policy/named-group.ts";
import type { Policy } from "../policy/policy.ts";
import { wordingOf } from "../policy/wording.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import { someOf } from "../values/count.ts";
import { countryName } from "../values/country-name.ts";
import { oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { knownIds } from "./unknown-names.ts";
import type { NewSource } from "./what-if.ts";

/** What moves are made in. */
export interface Supplied {
  policy: Policy;
  fold: Fold;
  suppliers: Suppliers;
  links: Links;
  /** The sources that moves have brought, by their ids. */
  newSources: ReadonlyMap<string, NewSource>;
}

type Party = { id: string } | { problem: string };

const MOST_SELLERS = 5;

/** The name of a supplier in a sentence. */
export function nameIn({
  suppliers,
  policy,
}: Pick<Supplied, "suppliers" | "policy">): (id: string) => string {
  return shownCompanies(suppliers, policy);
}

/** The item of a code or title of which something is bought; or why none can move. */
export function itemMoved(asked: string, { fold, policy }: Supplied): { item: string } | { problem: string } {
  const all = new Set([...fold.cells.values()].flatMap((cell) => (cell.exposure > 0 ? cell.item : [])));
  const bought = [...all].sort();
  const { items } = wordingOf(policy);
  const [item, ...others] = groupsNamed(asked, bought, items);
  if (item === undefined) {
    const hint = groupHint(asked, bought, items, "it buys");
    return { problem: `no ${quoted(asked)} is bought for ${policy.sector} in this window; ${hint}` };
  }
  return others.length === 0 ? { item } : { problem: severalNamed(asked, [item, ...others]) };
}

/** The supplier that gives: by id or name, one that sells the item. */
export function giverOf(asked: string, item: string, supply: Supplied): Party {
  const namesOf = askedNames(supply.suppliers, supply.policy);
  const sellers = sellersOf(item, supply.fold);
  const [id, ...others] = companiesNamed(asked, new Set(sellers), namesOf);
  if (others.length > 0 && id !== undefined) return { problem: ambiguous(asked, [id, ...others]) };
  if (id !== undefined) return { id };
  const known = knownIds(supply);
  if (companiesNamed(asked, known, namesOf).length > 0)
    return {
      problem: `${quoted(asked)} sells no ${itemsWithCodes(supply.policy)(item)} in this window; sold by ${someOf(sellers.map(oneLine), MOST_SELLERS)}`,
    };
  return {
    problem: `${quoted(asked)} is no supplier${companyHint(asked, new Set([...sellers, ...known]), namesOf)}`,
  };
}

/** The supplier that takes: a known one by id or name, or a new source, whose name becomes its id. */
export function takerOf(asked: string | NewSource, supply: Supplied): Party {
  const namesOf = askedNames(supply.suppliers, supply.policy);
  const known = knownIds(supply);
  const name = typeof asked === "string" ? asked : asked.name;
  const [id, ...others] = companiesNamed(name, known, namesOf);
  if (typeof asked === "string") {
    if (id !== undefined)
      return others.length === 0 ? { id } : { problem: ambiguous(asked, [id, ...others]) };
    return {
      problem: `${quoted(asked)} is no supplier${companyHint(asked, known, namesOf)}; a new source needs a country`,
    };
  }
  if (countryName(asked.country) === asked.country)
    return { problem: `${quoted(asked.country)} is not a country` };
  if (id === undefined) return { id: name };
  const brought = supply.newSources.get(id);
  if (brought !== undefined) {
    if (brought.country === asked.country && brought.inputs === asked.inputs) return { id };
    return { problem: `${quoted(name)} is a new source already, with another country or other inputs` };
  }
  return {
    problem: `${quoted(name)} is known already (${oneLine(id)}), so it is no new source: name it without a country`,
  };
}

/** Who sells an item, largest first. */
function sellersOf(item: string, { cells }: Fold): string[] {
  const sold = new Map<string, number>();
  for (const { supplierId, item: of, exposure } of cells.values()) {
    if (supplierId !== null && of === item && exposure > 0)
      sold.set(supplierId, (sold.get(supplierId) ?? 0) + exposure);
  }
  return [...sold].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
}

function ambiguous(asked: string, ids: readonly string[]): string {
  return `${quoted(asked)} is ${ids.map(oneLine).join(" or ")}: name one of them by its id`;
}

/** The supplier row of a new source: nobody else owns it. */
export function rowOf(supplierId: string, { name, country, inputs }: NewSource): Supplier {
  const alone = { parentId: null, parentStake: null, lists: [] };
  return { supplierId, name, country, ...alone, inputs: inputs ?? null };
}
