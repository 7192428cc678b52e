import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { type Decoder, scanPages } from "./pages.ts";

/** Names the sectors that have a ledger, also those without a policy. */
export interface LedgerNames {
  sectors(): AsyncIterable<SectorId>;
}

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
