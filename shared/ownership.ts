import type { Supplier, Suppliers } from "./supplier.ts";

/** Who stands behind a supplier. `owner` and `control` (the owner's country) are `null` when unknown. */
export interface Affiliation {
  owner: string | null;
  control: string | null;
  /** Restricted lists that the supplier, or anyone in its chain of control, stands on. */
  lists: ReadonlySet<string>;
}

export interface Ownership {
  /** The affiliation of a supplier id; all unknown for an id that has no supplier row. */
  affiliationOf(supplierId: string): Affiliation;
  /** Rings of suppliers that own each other, met so far: their owner is unknown. */
  cycles(): string[][];
}

const UNKNOWN: Affiliation = { owner: null, control: null, lists: new Set() };

/**
 * Follows `parentId` upwards while the stake is at least `controlStake` (a fraction). Where a stake is not known, or
 * an id has no row, the owner is unknown. Each supplier is walked once, however long the chains are.
 */
export function resolveOwnership(suppliers: Suppliers, controlStake: number): Ownership {
  const known = new Map<string, Affiliation>();
  const cycles: string[][] = [];

  function affiliationOf(supplierId: string): Affiliation {
    const path: Supplier[] = [];
    const onPath = new Map<string, number>();
    let top: Affiliation | undefined;
    let next: string | null = supplierId;
    while (top === undefined && next !== null) {
      const supplier = suppliers.get(next);
      const ringStart = onPath.get(next);
      if (known.has(next)) top = known.get(next);
      else if (supplier === undefined) top = UNKNOWN;
      else if (ringStart !== undefined) {
        const ring = path.splice(ringStart);
        cycles.push(ring.map((member) => member.supplierId).sort());
        top = { ...UNKNOWN, lists: new Set(ring.flatMap((member) => member.lists)) };
        for (const member of ring) known.set(member.supplierId, top);
      } else {
        onPath.set(next, path.length);
        path.push(supplier);
        next = controllingParent(supplier, controlStake);
        if (next === UNKNOWN_PARENT) top = UNKNOWN;
      }
    }
    for (const supplier of path.reverse()) {
      top = withLists(top ?? ownedByItself(supplier), supplier);
      known.set(supplier.supplierId, top);
    }
    return top ?? UNKNOWN;
  }

  return { affiliationOf, cycles: () => [...cycles].sort() };
}

/** The suppliers that an assessment rests on: those with the given ids and everyone above them, by id. */
export function withParents(ids: Iterable<string>, suppliers: Suppliers): Supplier[] {
  const reached = new Map<string, Supplier>();
  for (const id of ids) {
    let next = suppliers.get(id);
    while (next !== undefined && !reached.has(next.supplierId)) {
      reached.set(next.supplierId, next);
      next = next.parentId === null ? undefined : suppliers.get(next.parentId);
    }
  }
  return [...reached.values()].sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1));
}

// Not a valid id: identifiers hold no control characters.
const UNKNOWN_PARENT = "\u0000";

function controllingParent(supplier: Supplier, controlStake: number): string | null {
  if (supplier.parentId === null) return null;
  if (supplier.parentStake === null) return UNKNOWN_PARENT;
  return supplier.parentStake >= controlStake ? supplier.parentId : null;
}

function ownedByItself(supplier: Supplier): Affiliation {
  return { owner: supplier.supplierId, control: supplier.country, lists: new Set() };
}

function withLists(affiliation: Affiliation, supplier: Supplier): Affiliation {
  if (supplier.lists.every((list) => affiliation.lists.has(list))) return affiliation;
  return { ...affiliation, lists: new Set([...affiliation.lists, ...supplier.lists]) };
}
