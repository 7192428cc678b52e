import { resolveOwnership } from "../shared/supply/ownership.ts";
import type { Supplier } from "../shared/supply/supplier.ts";
import { answer, isJson } from "./answer.ts";
import { cpuSeconds, randomFrom, report } from "./measure.ts";

// How long the measure `influenced` takes at size: each supplier is asked once, as a recompute does.

const LIMITS = { countries: ["CN", "RU", "IR", "KP"], single: 0.25, together: 0.4 };
const SUPPLIERS = 10_000;

/** Who holds each supplier, by number; numbers from `SUPPLIERS` on are holders that nobody holds. */
const SHAPES: Record<string, (at: number) => number[]> = {
  "3 holders each": (at) => [0, 1, 2].map((more) => SUPPLIERS + ((at * 3 + more) % 3000)),
  "chains of 14 tiers": (at) => [2, 3, 5].map((by) => Math.floor(at / by)).filter((holder) => holder < at),
  "rings of 10": (at) => {
    const ring = Math.floor(at / 10) * 10;
    return [ring + ((at + 1) % 10), ring + ((at + 3) % 10), SUPPLIERS + (at % 100)];
  },
  "rings of 50": (at) => {
    const ring = Math.floor(at / 50) * 50;
    return [Math.min(SUPPLIERS - 1, ring + ((at - ring + 1) % 50))];
  },
};

function worldOf(holdersOf: (at: number) => number[]): Map<string, Supplier> {
  const random = randomFrom(7);
  const world = new Map<string, Supplier>();
  for (let at = 0; at < SUPPLIERS + 3000; at += 1) {
    const supplierId = `s${at}`;
    const holders = at < SUPPLIERS ? [...new Set(holdersOf(at))].filter((holder) => holder !== at) : [];
    const holdings = holders.map((holder) => ({
      ...{ supplierId, holderId: `s${holder}`, minShare: 0.15, maxShare: 0.3, kind: "equity" as const },
      ...{ from: null, to: null, source: null },
    }));
    const facts = { name: supplierId, parentId: null, parentStake: null, lists: [], inputs: null };
    const country = random() < 0.1 ? "CN" : random() < 0.05 ? null : "US";
    world.set(supplierId, { supplierId, country, ...facts, ...(holdings.length > 0 ? { holdings } : {}) });
  }
  return world;
}

const seconds: Record<string, number> = {};
for (const [shape, holdersOf] of Object.entries(SHAPES)) {
  const world = worldOf(holdersOf);
  seconds[shape] = await cpuSeconds(() => {
    const ownership = resolveOwnership(world, 0.5);
    for (let at = 0; at < SUPPLIERS; at += 1) ownership.influenced(`s${at}`, LIMITS);
  });
}
if (isJson) answer({ influence: seconds });
else
  report(
    `influenced, ${SUPPLIERS} suppliers, CPU`,
    Object.entries(seconds).map(([shape, taken]) => [shape, taken]),
  );
