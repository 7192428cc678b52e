import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { POSITION_SHARDS } from "../../../shared/contract/tables.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { ImportedRows, PositionKey } from "../../ports/rows.ts";
import type { Item } from "./attributes.ts";
import { createIndexProbe } from "./day-index.ts";
import { dayKey, positionItemIn, positionKey, toPosition } from "./position-item.ts";
import { createRowStore } from "./row-store.ts";

type SeriesRows = ImportedRows<Position, PositionKey>;

/** The rows of one series of shards. */
interface Series extends SeriesRows {
  /** Whether an item is stored under each key, readable or not. */
  has(keys: PositionKey[]): Promise<boolean[]>;
}

/**
 * The rows of a table in all of its series of shards. A row that is stored stays in its series; a new one goes into the newest.
 * While there is only one series, nothing is looked up that an import does not ask for.
 */
export function rowsInSeries(client: DynamoDBClient, tableName: string, shards: number): SeriesRows {
  const count = shards / POSITION_SHARDS;
  const newestFirst = Array.from({ length: count }, (_, at) => seriesOf(client, tableName, count - 1 - at));
  const [newest, ...before] = newestFirst;
  if (newest === undefined) throw new RangeError("positions need a whole series of shards");
  return {
    find: (keys) => firstFound(newestFirst, keys, (rows, some) => rows.find(some)),
    broughtBy: (keys) => firstFound(newestFirst, keys, (rows, some) => rows.broughtBy(some)),
    async put(rows, importId) {
      let left = rows;
      for (const series of before) {
        const isThere = await series.has(left);
        const there = left.filter((_, at) => isThere[at] === true);
        await series.put(there, importId);
        left = left.filter((_, at) => isThere[at] !== true);
      }
      await newest.put(left, importId);
    },
    async remove(keys) {
      for (const series of newestFirst) await series.remove(keys);
    },
  };
}

function seriesOf(client: DynamoDBClient, tableName: string, series: number): Series {
  const hasIndex = createIndexProbe(client, tableName);
  const keyOf = (key: PositionKey) => positionKey(key, series);
  const toItem = (position: Position) => positionItemIn(series, position);
  const placed = createRowStore(client, tableName, { keyOf, toItem, fromItem: placedPosition });
  const stored = createRowStore(client, tableName, { keyOf, toItem, fromItem: toPosition });
  const held = createRowStore(client, tableName, { keyOf, toItem: keyOf, fromItem: keyOfItem });
  return {
    ...stored,
    find: async (keys) => await ((await hasIndex()) ? placed : stored).find(keys),
    has: async (keys) => (await held.find(keys)).map((found) => found !== null),
  };
}

/**
 * The position of an item; `null` also when the item stands in a wrong place of the index by day, or in none: then it counts as
 * new, and is written again where it belongs.
 */
function placedPosition(item: Item): Position | null {
  const position = toPosition(item);
  return position !== null && item.day?.S === dayKey(position) ? position : null;
}

function keyOfItem({ sectorShard, positionId }: Item): PositionKey | null {
  const [sector] = sectorShard?.S?.split("#") ?? [];
  return sector === undefined || positionId?.S === undefined ? null : { sector, positionId: positionId.S };
}

/** For each key, what is found in the first series that has it. */
async function firstFound<Found>(
  newestFirst: Series[],
  keys: PositionKey[],
  find: (series: Series, keys: PositionKey[]) => Promise<(Found | null)[]>,
): Promise<(Found | null)[]> {
  const found: (Found | null)[] = keys.map(() => null);
  for (const series of newestFirst) {
    const missing = keys.flatMap((key, at) => (found[at] === null ? [{ key, at }] : []));
    if (missing.length === 0) break;
    const some = await find(
      series,
      missing.map(({ key }) => key),
    );
    for (const [index, { at }] of missing.entries()) found[at] = some[index] ?? null;
  }
  return found;
}
