import type { Amount } from "../values/amount.ts";
import type { OwnerGroup } from "./ownership.ts";

/** Suppliers that certainly have one key, though it is not certain which. */
export interface UnsureGroup extends Amount {
  id: string;
  /** The key that it has where nobody controls it; `null` where that may be any. */
  own: string | null;
  /** Whose key it has otherwise: another group's, or one that is certain. `null`: nobody's. */
  above: UnsureGroup | string | null;
  /**
   * The keys that it may have. Of owners only the highest: groups that may have an owner further down together may
   * have the highest one together too. Where it is open, it may have any other key as well.
   */
  possible: readonly string[];
  isOpen: boolean;
}

export interface Grouping {
  /** Each group after the one above it. */
  groups: readonly UnsureGroup[];
  add(group: OwnerGroup, exposure: number, as: keyof Amount): void;
}

/** Gathers the exposure of suppliers whose owner, or its country, is not certain. */
export function createGrouping(facet: "owner" | "control"): Grouping {
  const groups: UnsureGroup[] = [];
  const byHead = new Map<string, UnsureGroup | string>();

  /** The group; or its key, where that is certain. Each is looked at once, however long the chains are. */
  function find(group: OwnerGroup): UnsureGroup | string {
    const chain: OwnerGroup[] = [];
    let next: OwnerGroup | null = group;
    while (next !== null && !byHead.has(next.head)) {
      chain.push(next);
      next = typeof next.above === "object" ? next.above.group : null;
    }
    let found: UnsureGroup | string | null = next === null ? null : (byHead.get(next.head) ?? null);
    for (const below of chain.reverse()) {
      found = place(below, found);
      byHead.set(below.head, found);
    }
    return found ?? group.head;
  }

  function place(group: OwnerGroup, above: UnsureGroup | string | null): UnsureGroup | string {
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

  return {
    groups,
    add(group, exposure, as) {
      const found = find(group);
      if (typeof found !== "string") found[as] += exposure;
    },
  };
}

/** The key where nobody controls the head. */
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
