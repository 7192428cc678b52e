import { setTimeout as wait } from "node:timers/promises";
import { filler, type Row } from "./rows.ts";
import { crossing } from "./staggered.ts";
import type { Trial } from "./trial.ts";

const ROWS = 6000;
// Below its limit in the whole file, and nearly all of the first rows.
const CHINESE = 100;

/**
 * A file sorted by country, China first, and a file of one row while it is written: half of it says what the whole does
 * not. Then another file in its place, row for row under other ids, where old and new rows stand together for a while.
 */
export async function halfImport({ sector, random }: Trial): Promise<string> {
  const half = sector("half");
  const gaps = [random.whole(500, 2500), random.whole(500, 2500)];
  await half.put("large.csv", sortedFile("first"));
  await wait(gaps[0]);
  await half.put("small-1.csv", [crossing("half", 1, ROWS * 100)]);
  const first = await half.settle();
  await half.put("large.csv", sortedFile("second"), "replace");
  await wait(gaps[1]);
  await half.put("small-2.csv", [crossing("half", 2, ROWS * 100)]);
  const second = await half.settle();
  // What has been raised ends, once, when its row all but goes.
  await half.put("small-1.csv", [{ ...crossing("half", 1, ROWS * 100), exposure: 1 }]);
  const third = await half.settle();
  return [first, second, third].join("; ");
}

function sortedFile(version: string): Row[] {
  return filler("half", ROWS, 100).map((row, at) => ({
    ...row,
    positionId: `${version}-${row.positionId}`,
    country: at < CHINESE ? "CN" : row.country,
  }));
}
