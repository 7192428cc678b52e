import type { Supplier, Suppliers } from "./supplier.ts";

/** Who stands behind a supplier. `owner` and `control` (the owner's country) are `null` unless they are certain. */
export interface Affiliation {
  owner: string | null;
  control: string | null;
  /** Where the supplier itself stands; `null` when unknown. */
  country: string | null;
  /** Restricted lists that the supplier, or anyone who certainly controls it, stands on. */
  lists: ReadonlySet<string>;
  group: OwnerGroup;
}

/** The suppliers that certainly have the same owner, whoever that is. */
export interface OwnerGroup {
  /** The highest one who certainly controls all of them; in a ring, the first of its members by id. */
  head: string;
  /** Where the head stands; `null` when unknown. */
  country: string | null;
  /**
   * Who controls the head: `nobody`, so that it is the owner; `anybody` or nobody, where the head has no row;
   * `somebody` who is not known, in a ring; or, where the stake of its declared parent is not known, that parent or
   * nobody.
   */
  above: "nobody" | "anybody" | "somebody" | Affiliation;
}

export interface Ownership {
  /** The affiliation of a supplier id; of an id that has no supplier row, only its own name is known. */
  affiliationOf(supplierId: string): Affiliation;
  /** Rings of suppliers that own each other, met so far: their owner is unknown. */
  cycles(): string[][];
}

const NO_LISTS: ReadonlySet<string> = new Set();

/** What is known of nobody in particular: of a position whose supplier is unknown. */
export const NOBODY: Affiliation = {
  owner: null,
  control: null,
  country: null,
  lists: NO_LISTS,
  group: { head: "", country: null, above: "somebody" },
};

/**
 * Follows `parentId` upwards while the stake is certainly at least `controlStake` (a fraction). Each supplier is
 * walked once, however long the chains are.
 */
export function resolveOwnership(suppliers: Suppliers, controlStake: number): Ownership {
  const known = new Map<string, Affiliation>();
  const cycles: string[][] = [];

  function affiliationOf(supplierId: string): Affiliation {
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
      else if (ringStart !== undefined) top = closeRing(path, ringStart);
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

  /** Settles the members of a ring and takes them off the path. */
  function closeRing(path: Supplier[], ringStart: number): Affiliation {
    const ring = path.splice(ringStart);
    if (ring.every((member) => controllerOf(member, controlStake) === "parent")) {
      cycles.push(ring.map((member) => member.supplierId).sort());
    }
    for (const segment of segmentsOf(ring, controlStake)) {
      const group: OwnerGroup = { head: headOf(segment), country: null, above: "somebody" };
      // Only in a ring without end is everyone controlled by everyone.
      const isRing = segment.every((member) => controllerOf(member, controlStake) === "parent");
      let lists = isRing
        ? union(
            NO_LISTS,
            segment.flatMap((member) => member.lists),
          )
        : NO_LISTS;
      for (const { supplierId, country, lists: own } of segment.reverse()) {
        lists = union(lists, own);
        known.set(supplierId, { owner: null, control: null, country, lists, group });
      }
    }
    const [first] = ring;
    return first === undefined ? NOBODY : affiliationOf(first.supplierId);
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

/** Who controls a supplier: nobody, its declared parent, or that parent or nobody. */
function controllerOf(
  { parentId, parentStake }: Supplier,
  controlStake: number,
): "nobody" | "parent" | "parent, possibly" {
  if (parentId === null) return "nobody";
  if (parentStake === null) return "parent, possibly";
  return parentStake >= controlStake ? "parent" : "nobody";
}

function mayBeControlledBy(supplier: Supplier, controlStake: number): string | null {
  return controllerOf(supplier, controlStake) === "nobody" ? null : supplier.parentId;
}

/** A supplier of whom only the name is known. */
function withoutRow(supplierId: string): Affiliation {
  const group: OwnerGroup = { head: supplierId, country: null, above: "anybody" };
  return { owner: null, control: null, country: null, lists: NO_LISTS, group };
}

/** A supplier outside of any ring; `above` is the affiliation of whoever may control it. */
function affiliate(supplier: Supplier, above: Affiliation | undefined, controlStake: number): Affiliation {
  const { supplierId, country } = supplier;
  const controller = controllerOf(supplier, controlStake);
  const own = { country, lists: supplier.lists.length === 0 ? NO_LISTS : new Set(supplier.lists) };
  const headed = (by: OwnerGroup["above"]): OwnerGroup => ({ head: supplierId, country, above: by });
  if (controller === "nobody" || above === undefined) {
    return { ...own, owner: supplierId, control: country, group: headed("nobody") };
  }
  if (controller === "parent") return { ...above, country, lists: union(above.lists, supplier.lists) };
  return { ...own, owner: null, control: country === above.control ? country : null, group: headed(above) };
}

/** A ring, parted behind each member whose parent controls it only possibly. */
function segmentsOf(ring: Supplier[], controlStake: number): Supplier[][] {
  const isEnd = (member: Supplier) => controllerOf(member, controlStake) !== "parent";
  const last = ring.findIndex(isEnd);
  const segments: Supplier[][] = [[]];
  for (const member of [...ring.slice(last + 1), ...ring.slice(0, last + 1)]) {
    segments.at(-1)?.push(member);
    if (isEnd(member)) segments.push([]);
  }
  return segments.filter(({ length }) => length > 0);
}

function headOf(members: Supplier[]): string {
  return members.map(({ supplierId }) => supplierId).reduce((a, b) => (a < b ? a : b));
}

function union(lists: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return more.every((list) => lists.has(list)) ? lists : new Set([...lists, ...more]);
}
