import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { loadFolds } from "../../functions/reading/load-folds.ts";
import type { Totals } from "./pages.ts";
import { WINDOW } from "./shards.ts";

/** As a recompute reads and folds them. */
export async function read(table: string): Promise<Totals> {
  const [fold] = await loadFolds(createPositionStore(createDynamoClient(), table), "ai", [WINDOW]);
  if (fold === undefined || fold.unreadable > 0) throw new Error("a position is missing");
  return { positions: fold.positions, exposure: fold.exposure };
}
