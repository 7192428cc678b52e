import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import {
  addRow,
  type ColumnTexts,
  createColumns,
  type PositionColumns,
} from "../../../shared/supply/position-columns.ts";
import type { ColumnPage } from "../../ports/supply.ts";
import type { BodyBuffers } from "./body-buffers.ts";
import { readBodyFirst } from "./body-reader.ts";
import { type ItemScanner, UNUSUAL } from "./item-scanner.ts";
import { type FetchPage, pagesOf, queryFetcher } from "./pager.ts";
import { createNaming, type Decoder } from "./pages.ts";
import { UNTAKEN, withoutItems } from "./usual-items.ts";

/** How positions come into columns: usual items by `scanner`, the others by `decoder`. All pages may share one. */
export interface ColumnReader {
  buffers: BodyBuffers;
  texts: ColumnTexts;
  scanner: ItemScanner;
  decoder: Decoder<FoldedPosition>;
}

// Larger pages make room as they come.
const FIRST_ROWS = 4096;

/**
 * The pages of a query in columns, each fetched when the one before has been used. The items that are written as usual are read
 * from the bytes of an answer; the SDK reads what is left. A page with an unreadable item is read again by `whole`.
 */
export async function* columnPages(
  client: DynamoDBClient,
  query: QueryCommandInput,
  whole: QueryCommandInput,
  reader: ColumnReader,
): AsyncGenerator<ColumnPage> {
  const { texts, decoder } = reader;
  const columns = createColumns(FIRST_ROWS);
  const unreadableOf = createNaming(decoder, queryFetcher(client, whole));
  for await (const { items, start } of pagesOf(scannedFetcher(client, query, reader, columns))) {
    const rows = items.map(decoder.decode);
    for (const row of rows) if (row !== null) addRow(columns, texts, row);
    const bad = items.filter((_, at) => rows[at] === null);
    yield { columns, unreadable: await unreadableOf(bad, start) };
  }
}

/** Fetches pages whose usual items are in the columns, and only there. */
function scannedFetcher(
  client: DynamoDBClient,
  query: QueryCommandInput,
  { buffers, scanner }: ColumnReader,
  columns: PositionColumns,
): FetchPage {
  return (start) => {
    const command = new QueryCommand({ ...query, ConsistentRead: true, ExclusiveStartKey: start });
    readBodyFirst(command, buffers, (body) => {
      // What was taken out of an answer that broke off is forgotten.
      columns.count = 0;
      const bytes = new DataView(body.buffer, body.byteOffset, body.byteLength);
      const rest = withoutItems(body, (start) => {
        const end = scanner.scan(bytes, start, columns);
        return end === UNUSUAL ? UNTAKEN : end;
      });
      if (rest === null) columns.count = 0;
      return rest ?? body.slice();
    });
    return client.send(command);
  };
}
