import type { CountryCode } from "../values/identifier.ts";
import { controlOf, type HolderKind, holdersOf } from "./holder-table.ts";
import type { Suppliers } from "./supplier.ts";

/** What is certain, and what is possible. */
export type Side = "certain" | "possible";

/** Who holds a node: named holders with their shares, and what holders have who are not named. */
export interface HeldNode {
  holders: readonly { node: number; share: number }[];
  unnamed: number;
  /** Holders with a right to control. `null` is one who is not named. */
  controllers: readonly (number | null)[];
}

/** A company and everyone above it, as far as it is known. The company itself is node 0. */
export interface HolderGraph {
  held: Record<Side, readonly HeldNode[]>;
  /** Every node but the company itself. */
  holders: readonly number[];
  /** `null` when it is not known. */
  countryOf(node: number): CountryCode | null;
  /** Whether nothing is known of a company, so that anybody may hold all of it. */
  mayBeAnybodys(node: number, side: Side): boolean;
  /** The nodes outside of rings that stand above all rings, holders first; those in or between rings; and all others. */
  order: { above: readonly number[]; rings: readonly number[]; below: readonly number[] };
}

/** Everyone above a company that has a row. */
export function holderGraphOf(supplierId: string, suppliers: Suppliers, kind: HolderKind): HolderGraph {
  const ids = [supplierId];
  const nodeOf = new Map([[supplierId, 0]]);
  const place = (id: string) => {
    const known = nodeOf.get(id);
    if (known !== undefined) return known;
    nodeOf.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const held: Record<Side, HeldNode[]> = { certain: [], possible: [] };
  for (let node = 0; node < ids.length; node += 1) {
    const { certain, possible } = heldNode(ids[node] ?? "", suppliers, kind, place);
    held.certain.push(certain);
    held.possible.push(possible);
  }
  const rows = ids.map((id) => suppliers.get(id));
  return {
    held,
    holders: [...ids.keys()].slice(1),
    countryOf: (node) => rows[node]?.country ?? null,
    mayBeAnybodys: (node, side) => side === "possible" && rows[node] === undefined,
    order: orderOf(held.possible),
  };
}

const NO_HOLDERS: HeldNode = { holders: [], unnamed: 0, controllers: [] };

function heldNode(
  id: string,
  suppliers: Suppliers,
  kind: HolderKind,
  place: (id: string) => number,
): Record<Side, HeldNode> {
  const supplier = suppliers.get(id);
  if (supplier === undefined) return { certain: NO_HOLDERS, possible: NO_HOLDERS };
  const { named, unnamed } = holdersOf(supplier, kind);
  const rights = controlOf(supplier);
  const sharesOf = (shareOf: "least" | "most") =>
    named.map((one) => ({ node: place(one.holderId), share: one[shareOf] }));
  const controllers = rights.map(({ holderId }) => (holderId === null ? null : place(holderId)));
  const isCertain = rights.map(({ least }) => least === 1);
  return {
    certain: {
      holders: sharesOf("least"),
      unnamed: 0,
      controllers: controllers.filter((node, at) => node !== null && isCertain[at] === true),
    },
    // Where others may hold the rest, they count for more than a named holder who may have more of it.
    possible: { holders: sharesOf(unnamed > 0 ? "least" : "most"), unnamed, controllers },
  };
}

function orderOf(held: readonly HeldNode[]): HolderGraph["order"] {
  const above: number[] = [];
  const left = new Set(held.keys());
  const holdersIn = (node: number) => holdersOfNode(held, node).some((holder) => left.has(holder));
  takeWhile(left, (node) => !holdersIn(node), above);
  const below: number[] = [];
  const holds = (node: number) => [...left].some((other) => holdersOfNode(held, other).includes(node));
  takeWhile(left, (node) => !holds(node), below);
  return { above, rings: [...left], below: below.reverse() };
}

/** Takes nodes out, one after the other, as long as there is one that may be taken. */
function takeWhile(left: Set<number>, mayTake: (node: number) => boolean, into: number[]): void {
  for (let isAny = true; isAny; ) {
    isAny = false;
    for (const node of left) {
      if (!mayTake(node)) continue;
      left.delete(node);
      into.push(node);
      isAny = true;
    }
  }
}

function holdersOfNode(held: readonly HeldNode[], node: number): number[] {
  const { holders = [], controllers = [] } = held[node] ?? {};
  return [...holders.map((one) => one.node), ...controllers.filter((one) => one !== null)];
}
