import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { LedgerNames } from "../../ports/decisions.ts";
import { type Decoder, scanPages } from "./pages.ts";

/** Reads only the partition keys of the table of ledgers. */
export function createLedgerNames(client: DynamoDBClient, tableName: string): LedgerNames {
  return {
    async *sectors() {
      const input = { TableName: tableName, ProjectionExpression: "sector" };
      for await (const { rows } of scanPages(client, input, NAMES)) yield* rows.filter(isSector);
    },
  };
}

const NAMES: Decoder<string> = {
  table: "ledgers",
  decode: ({ sector }) => sector?.S ?? null,
  explain: () => "its key has another type than it must have",
};

/** Other items in the table of ledgers have a name that no sector can have. */
function isSector(name: string): boolean {
  return !name.includes("#");
}
