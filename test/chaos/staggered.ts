import { setTimeout as wait } from "node:timers/promises";
import { filler, type Row } from "./rows.ts";
import { WATCHED } from "./sectors.ts";
import type { Trial } from "./trial.ts";

const ROWS = 4000;
const ROUNDS = 4;

/**
 * Two files less than a recompute apart: a large one that crosses nothing, and a small one that crosses a limit. The run that the
 * second one starts meets the run of the first.
 */
export async function staggeredFiles({ sector, random }: Trial): Promise<string> {
  const staggered = sector("staggered");
  await staggered.put("a.csv", filler("staggered", ROWS, 100));
  await staggered.settle();
  const gaps: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const gap = random.whole(200, 800);
    await staggered.put("a.csv", filler("staggered", ROWS, 100 + round / 100));
    await wait(gap);
    await staggered.put(`b-${round}.csv`, [crossing("staggered", round - 1, ROWS * 100)]);
    await staggered.settle();
    gaps.push(gap);
  }
  return `${ROUNDS} pairs, ${gaps.join(", ")} ms apart`;
}

/** A row that takes the country of that number, and no other, beyond its limit in a sector of such a size. */
export function crossing(sector: string, number: number, size: number): Row {
  const country = WATCHED[number];
  if (country === undefined) throw new Error(`no country has the number ${number}`);
  return { positionId: `from-${country}`, sector, item: "bess", country, exposure: size * 0.05 };
}
