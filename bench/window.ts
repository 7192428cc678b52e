import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { createTables } from "../cli/cloud/create-tables.ts";
import { startDynamo } from "../cli/cloud/embedded-dynamo.ts";
import { enterLocalEnvironment } from "../cli/cloud/local-environment.ts";
import { createDynamoClient } from "../functions/aws/dynamo/client.ts";
import { createPositionRows, createPositionStore } from "../functions/aws/dynamo/position-store.ts";
import { loadFolds } from "../functions/reading/load-folds.ts";
import type { Position } from "../shared/supply/position.ts";
import { addDays, windowEnding } from "../shared/values/day.ts";
import { asMinor } from "../shared/values/exposure.ts";
import { answer, say } from "./answer.ts";

// The read units of a recompute of one year, in a table that holds only this year, and in one that holds ten. The embedded
// DynamoDB counts them as DynamoDB bills them.

const PER_YEAR = 5000;
const YEARS = 10;
const LAST = 2026;
const COUNTRIES = ["CN", "US", "KR", "JP", null];
const ITEMS = ["bess", "ups-battery", "rack-bbu", "cell"];

const folder = mkdtempSync(join(tmpdir(), "chokepoint-window-"));
const server = await startDynamo(folder);
enterLocalEnvironment(server.url, {});
const client = createDynamoClient();
try {
  await createTables(client);
  await createPositionRows(client, "positions").put([
    ...yearOf(LAST, "one"),
    ...Array.from({ length: YEARS }, (_, back) => yearOf(LAST - back, "ten")).flat(),
  ]);
  const [one, ten] = [await unitsOf("one"), await unitsOf("ten")];
  say(`one year of ${PER_YEAR.toLocaleString("en-US")} positions: ${one} read units`);
  say(`the same year out of ${YEARS}: ${ten} read units, ${(ten / one).toFixed(2)} times as many`);
  answer({ window: { readUnitsVsOneYear: ten / one } });
} finally {
  client.destroy();
  await server.close();
  rmSync(folder, { recursive: true });
}

function yearOf(year: number, sector: string): Position[] {
  return Array.from({ length: PER_YEAR }, (_, at) => ({
    positionId: `PO-${year}-${String(at).padStart(8, "0")}`,
    sector,
    supplierId: `supplier-${at % 500}`,
    item: ITEMS[at % ITEMS.length] ?? "bess",
    originCountry: COUNTRIES[at % COUNTRIES.length] ?? null,
    exposure: asMinor(10_000 + at),
    date: addDays(`${year}-01-01`, at % 365),
    periodStart: null,
    program: null,
    source: "purchase orders of the year, as exported",
  }));
}

/** The read units of all requests that the fold of the last year needs. */
async function unitsOf(sector: string): Promise<number> {
  let units = 0;
  const counting = createDynamoClient();
  counting.middlewareStack.add(
    (next) => async (args) => {
      (args.input as QueryCommandInput).ReturnConsumedCapacity = "TOTAL";
      const answered = await next(args);
      const { ConsumedCapacity } = answered.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      units += ConsumedCapacity?.CapacityUnits ?? 0;
      return answered;
    },
    { step: "initialize" },
  );
  const window = windowEnding(`${LAST}-12-31`, 365);
  const [fold] = await loadFolds(createPositionStore(counting, "positions"), sector, [window]);
  counting.destroy();
  if (fold?.positions !== PER_YEAR) throw new Error(`${sector}: ${fold?.positions} positions were folded`);
  return units;
}
