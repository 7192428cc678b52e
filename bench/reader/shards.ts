import { daysByIndex, forFold } from "../../functions/aws/dynamo/position-query.ts";
import { atMost } from "../../functions/runtime/at-most.ts";
import { windowEnding } from "../../shared/values/day.ts";
import { SHARDS, type Totals } from "./pages.ts";

const AS_OF = "2026-07-31";
export const WINDOW = { ...windowEnding(AS_OF, 365), tellsImports: true as const };
const AT_ONCE = 4;

/** Reads four shards at a time, as we do. */
export async function inShards(read: (shard: string) => Promise<Totals>): Promise<Totals> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => `ai#${String(shard).padStart(2, "0")}`);
  const totals = { positions: 0, exposure: 0 };
  await atMost(AT_ONCE, shards, async (shard) => {
    const { positions, exposure } = await read(shard);
    totals.positions += positions;
    totals.exposure += exposure;
  });
  return totals;
}

/** What is asked for of a shard. */
export function queryOf(tableName: string, shard: string) {
  return {
    ...forFold(daysByIndex({ tableName, shard }, { after: WINDOW.after, upTo: null })),
    ConsistentRead: true,
  };
}
