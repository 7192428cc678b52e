import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { POSITION_SHARDS } from "../../../shared/contract/tables.ts";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import { type Day, later } from "../../../shared/values/day.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { ColumnPage, Days, Page, PositionStore } from "../../ports/supply.ts";
import { createBodyBuffers } from "./body-buffers.ts";
import { type ColumnReader, columnPages } from "./column-pages.ts";
import { createIndexProbe } from "./day-index.ts";
import { toFoldedPosition } from "./folded-position.ts";
import { createItemScanner } from "./item-scanner.ts";
import { type Decoder, queryPages } from "./pages.ts";
import { POSITIONS, shardKeys } from "./position-item.ts";
import {
  daysByFilter,
  daysByIndex,
  forFold,
  type Shard,
  wholeShard,
  withEverything,
} from "./position-query.ts";
import { rowsInSeries } from "./position-series.ts";

/**
 * Reads positions from their table by day, for the fold. A table without the index by day is read whole: the days that are not
 * asked for are left out by DynamoDB.
 */
export function createPositionStore(
  client: DynamoDBClient,
  tableName: string,
  shards = POSITION_SHARDS,
): PositionStore {
  const hasIndex = createIndexProbe(client, tableName);
  const shardsOf = (sector: SectorId) => shardKeys(sector, shards).map((shard) => ({ tableName, shard }));
  const queryOf = async (shard: Shard, days: Days) =>
    (await hasIndex()) ? daysByIndex(shard, days) : daysByFilter(shard, days);

  async function* pagesOf(shard: Shard, days: Days, isNamed: boolean): AsyncGenerator<Page<FoldedPosition>> {
    const query = await queryOf(shard, days);
    const whole = withEverything(query);
    yield* isNamed
      ? queryPages(client, query, NAMED_POSITIONS, whole)
      : queryPages(client, forFold(query), FOLDED_POSITIONS, whole);
  }

  async function* columnsOf(shard: Shard, days: Days, reader: ColumnReader): AsyncGenerator<ColumnPage> {
    const query = await queryOf(shard, days);
    yield* columnPages(client, forFold(query), withEverything(query), reader);
  }

  async function newestOf(shard: Shard, upTo: Day): Promise<Day | null> {
    const query = forFold(await queryOf(shard, { after: null, upTo }));
    const isIndexed = query.IndexName !== undefined;
    const pages = queryPages(client, { ...query, ...(isIndexed && NEWEST_FIRST) }, FOLDED_POSITIONS);
    return await newestIn(pages, isIndexed);
  }

  return {
    shards: (sector, days, isNamed = false) => shardsOf(sector).map((shard) => pagesOf(shard, days, isNamed)),
    columns(sector, days, texts) {
      const buffers = createBodyBuffers();
      const reader = { buffers, texts, scanner: createItemScanner(texts), decoder: FOLDED_POSITIONS };
      return shardsOf(sector).map((shard) => columnsOf(shard, days, reader));
    },
    async newestDate(sector, upTo) {
      const newest = await Promise.all(shardsOf(sector).map((shard) => newestOf(shard, upTo)));
      return newest.reduce(later, null);
    },
  };
}

/** How many shards are read, and how many are written to. */
export interface ShardCounts {
  read: number;
  written: number;
}

/** Writes positions, for imports. */
export function createPositionRows(
  client: DynamoDBClient,
  tableName: string,
  { read, written }: ShardCounts = { read: POSITION_SHARDS, written: POSITION_SHARDS },
): PositionRows {
  return {
    ...rowsInSeries(client, tableName, written),
    async *pagesOf(sector) {
      for (const shard of shardKeys(sector, read)) {
        yield* queryPages(client, wholeShard({ tableName, shard }), POSITIONS);
      }
    },
  };
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
