import type { DynamoDBClient, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { tables } from "../../../shared/contract/tables.ts";
import { mergeUnreadable } from "../../../shared/supply/unreadable.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { IndexedPosition, Page, PositionList } from "../../ports/supply.ts";
import type { Item } from "./attributes.ts";
import { createIndexProbe } from "./day-index.ts";
import { toFoldedPosition } from "./folded-position.ts";
import { mergeNewestFirst } from "./newest-first.ts";
import { type Decoder, queryPages } from "./pages.ts";
import { POSITIONS, shardKeys } from "./position-item.ts";
import { daysByFilter, daysByIndex, forFold, withEverything } from "./position-query.ts";

// Of a whole shard, a page is a megabyte; whoever looks at a few rows needs far less of each shard.
const ITEMS_OF_A_PAGE = 200;

/** Lists whole positions, for people. `rows` finds those that the index by day has named. */
export function createPositionList(
  client: DynamoDBClient,
  tableName: string,
  rows: Pick<PositionRows, "find" | "pagesOf">,
  shards: number,
): PositionList {
  const hasIndex = createIndexProbe(client, tableName);
  return {
    whole: (sector) => rows.pagesOf(sector),
    async *newestFirst(sector, days, isWanted) {
      const all = shardKeys(sector, shards).map((shard) => ({ tableName, shard }));
      if (!(await hasIndex())) {
        for (const shard of all) yield* queryPages(client, daysByFilter(shard, days), POSITIONS);
        return;
      }
      const indexed = (shard: (typeof all)[number]) => {
        const query = { ...daysByIndex(shard, days), ScanIndexForward: false, Limit: ITEMS_OF_A_PAGE };
        return queryPages(client, withId(forFold(query)), indexedIn(sector), withEverything(query));
      };
      for await (const page of mergeNewestFirst(all.map(indexed))) {
        yield await wholePage(page, isWanted, rows);
      }
    },
  };
}

/** The whole positions of those that are wanted. One that cannot be found so is stored in a wrong place. */
async function wholePage(
  { rows, unreadable }: Page<IndexedPosition>,
  isWanted: (position: IndexedPosition) => boolean,
  { find }: Pick<PositionRows, "find">,
) {
  const found = await find(rows.filter(isWanted));
  const whole = found.filter((position) => position !== null);
  const lost = { count: found.length - whole.length, first: [] };
  return { rows: whole, unreadable: mergeUnreadable([unreadable, lost]) };
}

const { sortKey: ID } = tables.positions;

function withId({ ProjectionExpression, ExpressionAttributeNames, ...query }: QueryCommandInput) {
  return {
    ...query,
    ProjectionExpression: `${ProjectionExpression}, #id`,
    ExpressionAttributeNames: { ...ExpressionAttributeNames, "#id": ID },
  };
}

function indexedIn(sector: string): Decoder<IndexedPosition> {
  const decode = (item: Item) => {
    const position = toFoldedPosition(item);
    const positionId = item[ID]?.S;
    return position === null || positionId === undefined ? null : { ...position, sector, positionId };
  };
  return { ...POSITIONS, decode };
}
