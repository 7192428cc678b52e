import fc from "fast-check";
import type { Holding } from "../../shared/supply/holding.ts";
import { supplierOf } from "./samples.ts";

/** A holding of `held` that is told in tenths, and from ever on. */
export function tenthsOf(
  supplierId: string,
  holderId: string | null,
  [least, most]: readonly [number | null, number | null],
  kind: Holding["kind"] = "equity",
): Holding {
  const share = (tenths: number | null) => (tenths === null ? null : tenths / 10);
  return {
    supplierId,
    holderId,
    minShare: share(least),
    maxShare: share(most),
    kind,
    from: null,
    to: null,
    source: null,
  };
}

/** How much each holder holds in one possible world, in tenths. Those without a name are called `~1`, `~2` and so on. */
export type Split = ReadonlyMap<string, number>;

/**
 * Every world, in whole tenths, that the holdings of one kind allow: each named holder within its bounds, and what is left with
 * holders without a name, none of them above `cap` tenths. Plain and slow.
 */
export function splitsOf(named: { id: string; least: number; most: number }[], cap: number): Split[] {
  const found: Split[] = [];
  const place = (at: number, left: number, split: [string, number][]) => {
    const holder = named[at];
    if (holder === undefined) {
      for (const parts of partsOf(left, cap)) {
        found.push(new Map([...split, ...parts.map((part, n) => [`~${n + 1}`, part] as const)]));
      }
      return;
    }
    for (let tenths = holder.least; tenths <= Math.min(holder.most, left); tenths += 1) {
      place(at + 1, left - tenths, [...split, [holder.id, tenths]]);
    }
  };
  place(0, 10, []);
  return found;
}

/** Every way to divide a whole number into parts of at most `most`, largest first. */
function partsOf(whole: number, most: number): number[][] {
  if (whole === 0) return [[]];
  const found: number[][] = [];
  for (let first = Math.min(whole, most); first >= 1; first -= 1) {
    for (const rest of partsOf(whole - first, first)) found.push([first, ...rest]);
  }
  return found;
}

/** A supplier with up to three named holders, and the most that one without a name holds. */
export const heldSuppliers = fc
  .record({
    rows: fc.uniqueArray(
      fc.record({ id: fc.constantFrom("a", "b", "c"), ends: fc.tuple(tenth(), tenth()) }),
      { maxLength: 3, selector: ({ id }) => id },
    ),
    cap: fc.option(fc.integer({ min: 1, max: 10 })),
  })
  .map(({ rows, cap }) => {
    let left = 10;
    const named = rows.map(({ id, ends: [one, other] }) => {
      const least = Math.min(one, other, left);
      left -= least;
      return { id, least, most: Math.max(least, one, other) };
    });
    const holdings = [
      ...named.map(({ id, least, most }) => tenthsOf("held", id, [least, most])),
      ...(cap === null ? [] : [tenthsOf("held", null, [null, cap])]),
    ];
    return { named, cap: cap ?? 10, supplier: supplierOf({ supplierId: "held", holdings }) };
  });

function tenth() {
  return fc.integer({ min: 0, max: 10 });
}
