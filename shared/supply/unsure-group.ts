import type { Amount } from "../values/amount.ts";
import type { OwnerGroup } from "./affiliation.ts";

/**
 * Suppliers that certainly share one key of a facet, though it is not certain which key. Amounts are in minor
 * units.
 */
export interface UnsureGroup extends Amount {
  id: string;
  /** The key of the group when nobody controls its head; `null` when that may be any key. */
  own: string | null;
  /** Whose key the group has otherwise: that of another group, or a certain key. `null`: there is no such case. */
  above: UnsureGroup | string | null;
  /**
   * The keys that the group may have. For owners only the highest ones: groups that may share an owner further
   * down may also share the highest one. An open group may have any other key as well.
   */
  possible: readonly string[];
  isOpen: boolean;
}

/** Collects exposure by group. */
export interface Grouping {
  /** Each group stands after the one above it. */
  groups: readonly UnsureGroup[];
  /** Adds an exposure in minor units to its group, and returns `null`; or the key of the group, where that is certain. */
  add(group: OwnerGroup, exposure: number, as: keyof Amount): string | null;
}

/** A group of which more is assumed than is known, by its head: that it has a key, or that of the group above it. */
export interface Settled {
  head: string;
  key: string | OwnerGroup;
}

/** A grouping for exposure whose owner, or the owner's country, is not certain. */
export function createGrouping(facet: "owner" | "control", settled: Settled | null = null): Grouping {
  const search: GroupSearch = { facet, groups: [], byHead: new Map() };
  if (settled !== null) {
    const { head, key } = settled;
    search.byHead.set(head, typeof key === "string" ? key : findGroup(search, key));
  }
  return {
    groups: search.groups,
    add(group, exposure, as) {
      const found = findGroup(search, group);
      if (typeof found === "string") return found;
      found[as] += exposure;
      return null;
    },
  };
}

interface GroupSearch {
  facet: "owner" | "control";
  groups: UnsureGroup[];
  byHead: Map<string, UnsureGroup | string>;
}

/** The unsure group, or the key where it is certain. Each group is placed once, however long the chains are. */
function findGroup(search: GroupSearch, group: OwnerGroup): UnsureGroup | string {
  const { byHead } = search;
  const chain: OwnerGroup[] = [];
  let next: OwnerGroup | null = group;
  while (next !== null && !byHead.has(next.head)) {
    chain.push(next);
    next = typeof next.above === "object" ? next.above.group : null;
  }
  let found: UnsureGroup | string | null = next === null ? null : (byHead.get(next.head) ?? null);
  for (const below of chain.reverse()) {
    found = place(search, below, found);
    byHead.set(below.head, found);
  }
  return found ?? group.head;
}

function place(
  { facet, groups }: GroupSearch,
  group: OwnerGroup,
  above: UnsureGroup | string | null,
): UnsureGroup | string {
  const own = ownKey(facet, group);
  const higher = possibleAbove(above);
  const possible = facet === "owner" && above !== null ? higher.possible : unite(own, higher.possible);
  const isOpen = own === null || higher.isOpen;
  const [only] = possible;
  const isCertain = !isOpen && possible.length === 1 && only === own;
  if (isCertain && only !== undefined) return only;
  const unsure = { id: group.head, own, above, possible, isOpen, certain: 0, optional: 0 };
  groups.push(unsure);
  return unsure;
}

/** The key of the group when nobody controls its head; `null` when that may be any key. */
function ownKey(facet: "owner" | "control", { head, country, above }: OwnerGroup): string | null {
  if (above === "anybody" || above === "somebody") return null;
  return facet === "owner" ? head : country;
}

function possibleAbove(above: UnsureGroup | string | null): Pick<UnsureGroup, "possible" | "isOpen"> {
  if (above === null) return { possible: [], isOpen: false };
  return typeof above === "string" ? { possible: [above], isOpen: false } : above;
}

function unite(own: string | null, keys: readonly string[]): readonly string[] {
  return own === null || keys.includes(own) ? keys : [own, ...keys];
}
