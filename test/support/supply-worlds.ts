import fc from "fast-check";
import { createView, type View } from "../../shared/assessment/view.ts";
import type { RemovedSet } from "../../shared/look-through/removed-set.ts";
import { windowsOf } from "../../shared/policy/windows.ts";
import type { Link } from "../../shared/supply/link.ts";
import { resolveOwnership } from "../../shared/supply/ownership.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Seen } from "../../shared/unknowns/open-values.ts";
import type { Window } from "../../shared/values/day.ts";
import { AS_OF, foldOf, policyOf, ruleOf, suppliersOf } from "./builders.ts";
import { positionOf, supplierOf } from "./samples.ts";
import { ports } from "./unknown-worlds.ts";

/** Who sells what, who owns whom, and who supplies whom. */
export interface World {
  positions: Position[];
  suppliers: Supplier[];
  links: Link[];
}

/** A world as its policy sees it. */
export function viewOf(
  { positions, suppliers, links }: World,
  unmappedSuppliers: "safe" | "unknown" = "safe",
  hasPrograms = false,
  window?: Window,
): View {
  const rows = suppliersOf(...suppliers);
  const bySupplier = Map.groupBy(links, ({ supplierId }) => supplierId);
  const policy = policyOf({
    unmappedSuppliers,
    ...(hasPrograms ? { rules: [ruleOf({ by: "program" })] } : {}),
  });
  return createView(foldOf(positions, 0, window), resolveOwnership(rows, 0.5), rows, bySupplier, policy);
}

/** A world as a rule sees it that compares with no window before. */
export function seenNow(view: View): Seen {
  return { view, viewBefore: () => null };
}

/** A world as rules see it, now and a number of days before. */
export function seenBefore(world: World, days: number, hasPrograms = false): Seen {
  const rule = ruleOf({ measure: { kind: "change", of: { kind: "loss", of: "owner" }, days } });
  const [now, then] = windowsOf(policyOf({ rules: [rule] }), AS_OF).map((window) =>
    viewOf(world, "unknown", hasPrograms, window),
  );
  if (now === undefined || then === undefined) throw new Error("a policy with two windows");
  return { view: now, viewBefore: () => (then.sector.total === 0 ? null : then) };
}

const COUNTRIES = ["CN", "JP", "US", null];
const SIZE = 8;

/**
 * Worlds of up to eight suppliers in four countries, some unknown. Shares of an input add up to 1 at most. Without
 * cycles, a supplier depends only on those with a higher number.
 */
export function worlds({ cycles }: { cycles: boolean }): fc.Arbitrary<World> {
  const node = fc.integer({ min: 0, max: SIZE - 1 });
  const edge = fc.tuple(node, fc.constantFrom("cells", "packs"), node, fc.integer({ min: 1, max: 10 }));
  return fc
    .record({
      countries: fc.array(fc.constantFrom(...COUNTRIES), { minLength: SIZE, maxLength: SIZE }),
      placed: fc.array(ports, { minLength: SIZE, maxLength: SIZE }),
      edges: fc.array(edge, { maxLength: 24 }),
      sales: fc.array(
        fc.tuple(fc.option(node), fc.constantFrom(...COUNTRIES), fc.integer({ min: 1, max: 1000 })),
        { minLength: 1, maxLength: 8 },
      ),
    })
    .map(({ countries, placed, edges, sales }) => ({
      suppliers: countries.map((country, at) => supplierOf({ supplierId: `s${at}`, country, ...placed[at] })),
      links: toLinks(edges.filter(([from, , to]) => cycles || from < to)),
      positions: sales.map(([seller, originCountry, exposure], index) =>
        positionOf({
          positionId: `P-${index}`,
          supplierId: seller === null ? null : `s${seller}`,
          originCountry,
          exposure,
        }),
      ),
    }));
}

function toLinks(edges: [number, string, number, number][]): Link[] {
  const left = new Map<string, number>();
  const seen = new Set<string>();
  return edges.flatMap(([from, input, to, tenths]) => {
    const key = `${from} ${input}`;
    const share = Math.min(tenths, left.get(key) ?? 10);
    if (share === 0 || seen.has(`${key} ${to}`)) return [];
    left.set(key, (left.get(key) ?? 10) - share);
    seen.add(`${key} ${to}`);
    return [
      {
        supplierId: `s${from}`,
        input,
        upstreamId: `s${to}`,
        originCountry: null,
        share: share / 10,
        source: null,
        ...(tenths === 7 ? { port: "ningbo" } : {}),
      },
    ];
  });
}

/** Sets of countries, owners, suppliers and ports to remove. */
export const removedSets: fc.Arbitrary<RemovedSet> = fc.record({
  countries: fc.subarray(["CN", "JP"]),
  owners: fc.subarray(["s1", "s4"]),
  suppliers: fc.subarray(["s2", "s7"]),
  ports: fc.subarray(["ningbo", "busan"]),
});

/** The same world, with every supplier called something else. */
export function relabelled({ positions, suppliers, links }: World, rename: (id: string) => string): World {
  return {
    positions: positions.map((position) => ({
      ...position,
      supplierId: position.supplierId === null ? null : rename(position.supplierId),
    })),
    suppliers: suppliers.map((supplier) => ({ ...supplier, supplierId: rename(supplier.supplierId) })),
    links: links.map((link) => ({
      ...link,
      supplierId: rename(link.supplierId),
      upstreamId: rename(link.upstreamId),
    })),
  };
}
