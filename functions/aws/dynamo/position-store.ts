import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { type Day, later } from "../../../shared/values/day.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { Days, Page, PositionStore } from "../../ports/supply.ts";
import type { Item } from "./attributes.ts";
import { createIndexProbe } from "./day-index.ts";
import { toFoldedPosition } from "./folded-position.ts";
import { type Decoder, queryPages } from "./pages.ts";
import { dayKey, POSITIONS, positionItem, positionKey, shardKeys, toPosition } from "./position-item.ts";
import {
  daysByFilter,
  daysByIndex,
  forFold,
  type Shard,
  wholeShard,
  withEverything,
} from "./position-query.ts";
import { createRowStore } from "./row-store.ts";

/**
 * Reads positions from their table by day, for the fold. A table without the index by day is read whole: the days that are not
 * asked for are left out by DynamoDB.
 */
export function createPositionStore(client: DynamoDBClient, tableName: string): PositionStore {
  const hasIndex = createIndexProbe(client, tableName);
  const shardsOf = (sector: SectorId) => shardKeys(sector).map((shard) => ({ tableName, shard }));
  const queryOf = async (shard: Shard, days: Days) =>
    (await hasIndex()) ? daysByIndex(shard, days) : daysByFilter(shard, days);

  async function* pagesOf(shard: Shard, days: Days, isNamed: boolean): AsyncGenerator<Page<FoldedPosition>> {
    const query = await queryOf(shard, days);
    const whole = withEverything(query);
    yield* isNamed
      ? queryPages(client, query, NAMED_POSITIONS, whole)
      : queryPages(client, forFold(query), FOLDED_POSITIONS, whole);
  }

  async function newestOf(shard: Shard, upTo: Day): Promise<Day | null> {
    const query = forFold(await queryOf(shard, { after: null, upTo }));
    const isIndexed = query.IndexName !== undefined;
    const pages = queryPages(client, { ...query, ...(isIndexed && NEWEST_FIRST) }, FOLDED_POSITIONS);
    return await newestIn(pages, isIndexed);
  }

  return {
    shards: (sector, days, isNamed = false) => shardsOf(sector).map((shard) => pagesOf(shard, days, isNamed)),
    async newestDate(sector, upTo) {
      const newest = await Promise.all(shardsOf(sector).map((shard) => newestOf(shard, upTo)));
      return newest.reduce(later, null);
    },
  };
}

/**
 * Writes positions, for imports. One that stands in a wrong place of the index, or in none, is not found: then it counts as new,
 * and is written again where it belongs.
 */
export function createPositionRows(client: DynamoDBClient, tableName: string): PositionRows {
  const hasIndex = createIndexProbe(client, tableName);
  const placed = createRowStore(client, tableName, { ...CODEC, fromItem: placedPosition });
  const stored = createRowStore(client, tableName, CODEC);
  return {
    ...stored,
    find: async (keys) => await ((await hasIndex()) ? placed : stored).find(keys),
    async *pagesOf(sector) {
      for (const shard of shardKeys(sector)) {
        yield* queryPages(client, wholeShard({ tableName, shard }), POSITIONS);
      }
    },
  };
}

const CODEC = { keyOf: positionKey, toItem: positionItem, fromItem: toPosition };

function placedPosition(item: Item): Position | null {
  const position = toPosition(item);
  return position !== null && item.day?.S === dayKey(position) ? position : null;
}

const FOLDED_POSITIONS: Decoder<FoldedPosition> = { ...POSITIONS, decode: toFoldedPosition };
const NAMED_POSITIONS: Decoder<FoldedPosition> = { ...FOLDED_POSITIONS, isNamed: true };

// Ten items of a few hundred bytes cost one read unit, as one item does.
const NEWEST_FIRST = { ScanIndexForward: false, Limit: 10 };

/** The newest day of pages; the first day when they are newest first. */
async function newestIn(
  pages: AsyncIterable<Page<FoldedPosition>>,
  isNewestFirst: boolean,
): Promise<Day | null> {
  let newest: Day | null = null;
  for await (const { rows } of pages) {
    for (const { date } of rows) newest = later(newest, date);
    if (isNewestFirst && newest !== null) break;
  }
  return newest;
}
