import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { Page } from "../ports.ts";
import { type Item, importOf } from "./attributes.ts";

/** Reads one item; `null` when what is stored is not one. */
type Decode<Row> = (item: Item) => Row | null;

/** The pages of a query, each fetched when the one before has been used. */
export async function* queryPages<Row>(
  client: DynamoDBClient,
  input: QueryCommandInput,
  decode: Decode<Row>,
): AsyncGenerator<Page<Row>> {
  let start: Item | undefined;
  do {
    const answer = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    yield decodePage(answer.Items ?? [], decode);
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}

/** The pages of a scan, each fetched when the one before has been used. */
export async function* scanPages<Row>(
  client: DynamoDBClient,
  input: ScanCommandInput,
  decode: Decode<Row>,
): AsyncGenerator<Page<Row>> {
  let start: Item | undefined;
  do {
    const answer = await client.send(new ScanCommand({ ...input, ExclusiveStartKey: start }));
    yield decodePage(answer.Items ?? [], decode);
    start = answer.LastEvaluatedKey;
  } while (start !== undefined);
}

function decodePage<Row>(items: Item[], decode: Decode<Row>): Page<Row> {
  const rows: Row[] = [];
  const broughtBy: (string | null)[] = [];
  let unreadable = 0;
  for (const item of items) {
    const row = decode(item);
    if (row === null) unreadable += 1;
    else {
      rows.push(row);
      broughtBy.push(importOf(item));
    }
  }
  return { rows, unreadable, broughtBy };
}
