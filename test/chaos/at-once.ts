import { filler, type Row } from "./rows.ts";
import { crossing } from "./staggered.ts";
import type { Trial } from "./trial.ts";

const ROWS = 800;
const FILES = 4;
const ROUNDS = 2;

/** Four files at the same moment for one sector, each of which crosses another limit. */
export async function fourAtOnce({ sector }: Trial): Promise<string> {
  const crowded = sector("at-once");
  await crowded.put("base.csv", filler("at-once", ROWS, 100));
  await crowded.settle();
  const told: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const files = Array.from({ length: FILES }, (_, at) => fileOf(round * FILES + at));
    await Promise.all(files.map(({ name, rows }) => crowded.put(name, rows)));
    told.push(await crowded.settle());
  }
  return told.join("; ");
}

/** A row beyond a limit, and some of an item of which half is Chinese: beneath the limit of items. */
function fileOf(number: number): { name: string; rows: Row[] } {
  const item = `item-${number}`;
  const half = { sector: "at-once", item, exposure: 10 };
  return {
    name: `file-${number}.csv`,
    rows: [
      crossing("at-once", number + 1, ROWS * 100),
      { ...half, positionId: `${item}-cn`, country: "CN" },
      { ...half, positionId: `${item}-us`, country: "US" },
    ],
  };
}
