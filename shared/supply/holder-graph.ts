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
  /** Whether anything is told of votes anywhere in it: where nothing is, they go with the equity. */
  hasVotes: boolean;
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
    hasVotes: rows.some((row) => row?.holdings?.some(({ kind: of }) => of === "votes")),
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
  const holders = held.map((_, node) => holdersOfNode(held, node));
  const heldBy: number[][] = held.map(() => []);
  for (const [node, own] of holders.entries()) for (const holder of own) heldBy[holder]?.push(node);
  const left = new Set(held.keys());
  const above = takenFrom(left, holders, heldBy);
  const below = takenFrom(left, heldBy, holders);
  return { above, rings: [...left], below: below.reverse() };
}

/** Takes out, one after the other, each node before which none is left, in place. */
function takenFrom(left: Set<number>, before: number[][], after: number[][]): number[] {
  const waitsFor = before.map((nodes) => nodes.filter((node) => left.has(node)).length);
  const taken = [...left].filter((node) => waitsFor[node] === 0);
  for (const node of taken) {
    left.delete(node);
    for (const next of after[node] ?? []) {
      const waiting = (waitsFor[next] ?? 0) - 1;
      waitsFor[next] = waiting;
      if (waiting === 0 && left.has(next)) taken.push(next);
    }
  }
  return taken;
}

function holdersOfNode(held: readonly HeldNode[], node: number): number[] {
  const { holders = [], controllers = [] } = held[node] ?? {};
  return [...holders.map((one) => one.node), ...controllers.filter((one) => one !== null)];
}
