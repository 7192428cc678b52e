import type { DynamoDBClient, QueryCommandInput, ScanCommandInput } from "@aws-sdk/client-dynamodb";
import type { TableName } from "../../../shared/contract/tables.ts";
import {
  MOST_UNREADABLE_NAMED,
  mergeUnreadable,
  type Unreadable,
  type UnreadableItem,
} from "../../../shared/supply/unreadable.ts";
import type { Page } from "../../ports/supply.ts";
import { type Item, importOf } from "./attributes.ts";
import { itemKey } from "./item-key.ts";
import { type FetchPage, type ItemPage, pagesOf, queryFetcher, scanFetcher } from "./pager.ts";

/** How the items of one kind are read. */
export interface Decoder<Row> {
  /** The row that an item is; `null` when it is not one. */
  decode: (item: Item) => Row | null;
  /** What is wrong with a whole item that is no row. */
  explain: (item: Item) => string;
  table: TableName;
  /** Whether pages say the keys of their rows. */
  isNamed?: boolean;
}

/**
 * The pages of a query. Each is fetched when the one before has been used. When the query reads only some attributes, `whole`
 * is the query that reads all of them: a page with an unreadable item is read again by it, to get the item's key.
 */
export function queryPages<Row>(
  client: DynamoDBClient,
  query: QueryCommandInput,
  decoder: Decoder<Row>,
  whole?: QueryCommandInput,
): AsyncGenerator<Page<Row>> {
  return pages(queryFetcher(client, query), decoder, whole && queryFetcher(client, whole));
}

/** The rows of a query, all of them in one page. */
export async function queryAll<Row>(
  client: DynamoDBClient,
  query: QueryCommandInput,
  decoder: Decoder<Row>,
): Promise<Page<Row>> {
  const all: Page<Row>[] = [];
  for await (const page of queryPages(client, query, decoder)) all.push(page);
  return mergePages(all);
}

/** Several pages as one, without the imports and keys of the rows. */
export function mergePages<Row>(pages: Page<Row>[]): Page<Row> {
  return {
    rows: pages.flatMap(({ rows }) => rows),
    unreadable: mergeUnreadable(pages.map(({ unreadable }) => unreadable)),
  };
}

/** The pages of a scan, each fetched when the one before has been used. */
export function scanPages<Row>(
  client: DynamoDBClient,
  scan: ScanCommandInput,
  decoder: Decoder<Row>,
): AsyncGenerator<Page<Row>> {
  return pages(scanFetcher(client, scan), decoder);
}

async function* pages<Row>(
  fetchPage: FetchPage,
  decoder: Decoder<Row>,
  fetchWhole?: FetchPage,
): AsyncGenerator<Page<Row>> {
  const unreadableOf = createNaming(decoder, fetchWhole);
  for await (const { items, start } of pagesOf(fetchPage)) {
    const rows = items.map(decoder.decode);
    const bad = items.filter((_, at) => rows[at] === null);
    const unreadable = await unreadableOf(bad, start);
    const whole = items.filter((_, at) => rows[at] !== null);
    yield {
      rows: rows.filter((row) => row !== null),
      unreadable,
      broughtBy: whole.map(importOf),
      ...(decoder.isNamed === true ? { keys: whole.map((item) => itemKey(decoder.table, item)) } : {}),
    };
  }
}

/**
 * Names the items of one page after another that are no rows, from the page that begins at `start`. When enough items are
 * named, the others are only counted.
 */
export function createNaming<Row>(
  decoder: Decoder<Row>,
  fetchWhole: FetchPage | undefined,
): (bad: Item[], start: ItemPage["start"]) => Promise<Unreadable> {
  let named = 0;
  return async (bad, start) => {
    const isEnough = bad.length === 0 || named >= MOST_UNREADABLE_NAMED;
    const asked = isEnough ? [] : await wholeItems(bad, start, decoder, fetchWhole);
    const first = asked.slice(0, MOST_UNREADABLE_NAMED).map((item) => unreadableItem(decoder, item));
    named += first.length;
    return { count: bad.length, first };
  };
}

async function wholeItems<Row>(
  bad: Item[],
  start: ItemPage["start"],
  { decode }: Decoder<Row>,
  fetchWhole: FetchPage | undefined,
): Promise<Item[]> {
  if (fetchWhole === undefined) return bad;
  const { Items = [] } = await fetchWhole(start);
  return Items.filter((item) => decode(item) === null);
}

/** An item that is no row, by its key. */
function unreadableItem<Row>(
  { table, explain }: Pick<Decoder<Row>, "table" | "explain">,
  item: Item,
): UnreadableItem {
  return { key: itemKey(table, item), problem: explain(item) };
}

/** Unreadable items: their number, and the first of them. */
export function unreadableOf(items: UnreadableItem[]): Unreadable {
  return { count: items.length, first: items.slice(0, MOST_UNREADABLE_NAMED) };
}
