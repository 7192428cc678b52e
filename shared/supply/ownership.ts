import { type Affiliation, NO_LISTS, NOBODY, type OwnerGroup, unionOfLists } from "./affiliation.ts";
import { controllerOf, mayBeControlledBy } from "./controller.ts";
import { holdersAbove, type InfluenceLimits, rememberInfluence } from "./influence.ts";
import type { Belongs } from "./membership.ts";
import { affiliationsInRing, isClosedRing } from "./owner-ring.ts";
import { NO_PLACES, placesOf } from "./place.ts";
import type { Supplier, Suppliers } from "./supplier.ts";

/** Answers who stands behind each supplier. */
export interface Ownership {
  /** The affiliation of a supplier id. Of an id without a supplier row, only the id is known. */
  affiliationOf(supplierId: string): Affiliation;
  /** Whether a supplier is influenced from some countries. It is found out once. */
  influenced(supplierId: string, limits: InfluenceLimits): Belongs;
  /** Everyone who may hold a part of a supplier, through any number of companies. */
  holdersAbove(supplierId: string): ReadonlySet<string>;
  /** The rings of suppliers that own each other, as found so far, each sorted by id. Their owner is unknown. */
  cycles(): string[][];
}

/**
 * Finds owners by following the largest holding upwards, as long as it is certainly at least `controlStake` (a fraction).
 * Each supplier is visited once, however long the chains are.
 */
export function resolveOwnership(suppliers: Suppliers, controlStake: number): Ownership {
  const search: OwnerSearch = { suppliers, controlStake, known: new Map(), cycles: [] };
  return {
    affiliationOf: (supplierId) => findAffiliation(search, supplierId),
    influenced: rememberInfluence({ suppliers, controlStake }),
    holdersAbove: (supplierId) => holdersAbove(supplierId, suppliers),
    cycles: () => [...search.cycles].sort(),
  };
}

/** The highest company that certainly controls another one; `null` when nobody certainly does, or it is not known who. */
export function certainControllerOf(
  supplierId: string,
  { affiliationOf }: Pick<Ownership, "affiliationOf">,
): string | null {
  const { head, above } = affiliationOf(supplierId).group;
  return head === supplierId || above === "somebody" ? null : head;
}

interface OwnerSearch {
  suppliers: Suppliers;
  controlStake: number;
  known: Map<string, Affiliation>;
  cycles: string[][];
}

/** Climbs until an affiliation is known, then derives those of all suppliers on the way from it, top down. */
function findAffiliation(search: OwnerSearch, supplierId: string): Affiliation {
  const { suppliers, controlStake, known } = search;
  const path: Supplier[] = [];
  const onPath = new Map<string, number>();
  let next: string | null = supplierId;
  let top: Affiliation | undefined;
  while (next !== null && top === undefined) {
    const supplier = suppliers.get(next);
    const ringStart = onPath.get(next);
    top = known.get(next);
    if (top !== undefined) break;
    if (supplier === undefined) top = withoutRow(next);
    else if (ringStart !== undefined) top = closeRing(search, path.splice(ringStart));
    else {
      onPath.set(next, path.length);
      path.push(supplier);
      next = mayBeControlledBy(supplier, controlStake);
    }
  }
  for (const supplier of path.reverse()) {
    top = affiliate(supplier, top, controlStake);
    known.set(supplier.supplierId, top);
  }
  return top ?? withoutRow(supplierId);
}

/** Stores the affiliations of a ring's members and returns that of the first. */
function closeRing({ known, cycles, controlStake }: OwnerSearch, ring: Supplier[]): Affiliation {
  if (isClosedRing(ring, controlStake)) cycles.push(ring.map((member) => member.supplierId).sort());
  for (const [id, affiliation] of affiliationsInRing(ring, controlStake)) known.set(id, affiliation);
  return known.get(ring[0]?.supplierId ?? "") ?? NOBODY;
}

/** The affiliation of a supplier without a row: only its id is known. */
function withoutRow(supplierId: string): Affiliation {
  const group: OwnerGroup = { head: supplierId, country: null, above: "anybody" };
  return { owner: null, control: null, country: null, lists: NO_LISTS, places: NO_PLACES, group };
}

/** The affiliation of a supplier outside of any ring. `above` is the affiliation of whoever may control it. */
function affiliate(supplier: Supplier, above: Affiliation | undefined, controlStake: number): Affiliation {
  const { supplierId, country } = supplier;
  const controller = controllerOf(supplier, controlStake).kind;
  const places = placesOf(supplier);
  const own = { country, places, lists: supplier.lists.length === 0 ? NO_LISTS : new Set(supplier.lists) };
  const headed = (by: OwnerGroup["above"]): OwnerGroup => ({ head: supplierId, country, above: by });
  if (controller === "anybody") return { ...own, owner: null, control: null, group: headed("anybody") };
  if (controller === "nobody" || above === undefined) {
    return { ...own, owner: supplierId, control: country, group: headed("nobody") };
  }
  if (controller === "parent") {
    return { ...above, country, places, lists: unionOfLists(above.lists, supplier.lists) };
  }
  return { ...own, owner: null, control: country === above.control ? country : null, group: headed(above) };
}
