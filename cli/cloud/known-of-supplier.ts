import { readingFrom } from "../../functions/reading/fold-source.ts";
import { loadSupply } from "../../functions/reading/load-supply.ts";
import { loadPolicyFolds } from "../../functions/reading/policy-folds.ts";
import type { NamesOf } from "../../shared/policy/named-company.ts";
import { type Policies, soundPolicies } from "../../shared/policy/policies.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import type { Link, Links } from "../../shared/supply/link.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import type { Day } from "../../shared/values/day.ts";
import type { Cloud } from "./cloud.ts";

/** What is known of a supplier, and of who makes what it may use. */
export interface KnownOfSupplier {
  supplier: Pick<Supplier, "supplierId" | "name" | "holdings">;
  links: readonly Link[];
  /** The inputs that it may use, each with the companies that are known to make it. */
  inputs: ReadonlyMap<string, readonly { id: string; name: string }[]>;
  asOf: Day;
}

/** Reads what is stored of suppliers, and the inputs that suppliers of the same items declare. `find` says which ones are meant. */
export async function knownOfSuppliers(
  find: (ids: ReadonlySet<string>, namesOf: NamesOf) => readonly string[],
  asOf: Day,
  policies: Policies,
  cloud: Pick<Cloud, "positions" | "suppliers" | "links" | "holdings">,
): Promise<{ known: KnownOfSupplier[]; unreadable: Unreadable }> {
  const { suppliers, links, unreadable } = await loadSupply(cloud, asOf);
  const sellers = await sellersByItem(asOf, policies, cloud);
  const nameOf = (id: string) => suppliers.get(id)?.name ?? id;
  const upstream = [...links.values()].flat().map(({ upstreamId }) => upstreamId);
  const all = [...suppliers.keys(), ...links.keys(), ...upstream, ...sellers.flatMap((each) => [...each])];
  const known = find(new Set(all), (id) => [nameOf(id), ...shortNames(id, policies)]).map((supplierId) => {
    const alike = new Set(sellers.filter((each) => each.has(supplierId)).flatMap((each) => [...each]));
    const same = makersOf(links, nameOf, (id) => alike.has(id));
    // Where nobody who sells the same items declared anything, all inputs that anybody declared are asked about.
    const inputs = same.size > 0 ? same : makersOf(links, nameOf, () => true);
    const supplier = suppliers.get(supplierId) ?? { supplierId, name: supplierId };
    return { supplier, links: links.get(supplierId) ?? [], inputs, asOf };
  });
  return { known, unreadable };
}

/** What readers of the sectors call a company. */
function shortNames(id: string, policies: Policies): string[] {
  return soundPolicies(policies).flatMap((policy) => wordingOf(policy).names.get(id) ?? []);
}

/** Who sells each item of each sector. */
async function sellersByItem(
  asOf: Day,
  policies: Policies,
  { positions }: Pick<Cloud, "positions">,
): Promise<Set<string>[]> {
  const sellers = new Map<string, Set<string>>();
  for (const policy of soundPolicies(policies)) {
    const { fold } = await loadPolicyFolds(readingFrom(positions), policy, asOf);
    for (const { item, supplierId } of fold.cells.values()) {
      if (supplierId !== null) sellers.set(item, (sellers.get(item) ?? new Set()).add(supplierId));
    }
  }
  return [...sellers.values()];
}

function makersOf(
  links: Links,
  nameOf: (id: string) => string,
  isAlike: (id: string) => boolean,
): KnownOfSupplier["inputs"] {
  const makers = new Map<string, Set<string>>();
  for (const [supplierId, own] of links) {
    if (!isAlike(supplierId)) continue;
    for (const { input, upstreamId } of own) {
      makers.set(input, (makers.get(input) ?? new Set()).add(upstreamId));
    }
  }
  return new Map(
    [...makers].map(([input, ids]) => [input, [...ids].sort().map((id) => ({ id, name: nameOf(id) }))]),
  );
}
