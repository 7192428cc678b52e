import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { tables } from "../../../shared/contract/tables.ts";
import type { PositionCounts } from "../../ports/supply.ts";

/**
 * Asks DynamoDB how many positions it has counted in their table and in its index by day. It counts every few hours. `null` for a
 * table without the index, and where the index was not counted yet.
 */
export function createPositionCounts(
  client: DynamoDBClient,
  tableName: string,
): () => Promise<PositionCounts | null> {
  return async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    const index = Table?.LocalSecondaryIndexes?.find(
      ({ IndexName }) => IndexName === tables.positions.index.name,
    );
    const [stored, indexed] = [Table?.ItemCount, index?.ItemCount];
    // An endpoint that counts no items of an index says 0.
    return stored === undefined || indexed === undefined || indexed === 0 ? null : { stored, indexed };
  };
}
