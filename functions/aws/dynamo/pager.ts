import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./attributes.ts";

/** A page of items, and the key that it begins after; `undefined` for the first page. */
export interface ItemPage {
  items: Item[];
  start: Item | undefined;
}

/** Fetches the page that begins after a key. */
export type FetchPage = (
  start: Item | undefined,
) => Promise<{ Items?: Item[] | undefined; LastEvaluatedKey?: Item | undefined }>;

/**
 * Fetches pages of a query. Every read is consistent: a recompute right after an import must see all of its rows.
 */
export function queryFetcher(client: DynamoDBClient, query: QueryCommandInput): FetchPage {
  return (start) =>
    client.send(new QueryCommand({ ...query, ConsistentRead: true, ExclusiveStartKey: start }));
}

/** Fetches pages of a scan, with consistent reads as well. */
export function scanFetcher(client: DynamoDBClient, scan: ScanCommandInput): FetchPage {
  return (start) => client.send(new ScanCommand({ ...scan, ConsistentRead: true, ExclusiveStartKey: start }));
}

/** All pages. Each is fetched when the one before has been used. */
export async function* pagesOf(fetchPage: FetchPage): AsyncGenerator<ItemPage> {
  let start: Item | undefined;
  do {
    const { Items: items = [], LastEvaluatedKey: next } = await fetchPage(start);
    yield { items, start };
    start = next;
  } while (start !== undefined);
}

/**
 * The items of a query. A caller that needs only some of them stops the loop, and sets `Limit` so that no page is larger than
 * needed.
 */
export async function* queryItems(client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<Item> {
  for await (const { items } of pagesOf(queryFetcher(client, query))) yield* items;
}

/** The items of a table. */
export async function* scanItems(client: DynamoDBClient, scan: ScanCommandInput): AsyncGenerator<Item> {
  for await (const { items } of pagesOf(scanFetcher(client, scan))) yield* items;
}
