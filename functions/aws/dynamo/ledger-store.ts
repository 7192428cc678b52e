import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { emptyLedger, type Ledger } from "../../../shared/recompute/ledger.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { LedgerStore, OutboxRescue } from "../../ports/decisions.ts";
import { UnreadableLedger } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { getItem, putIf, writeWithId } from "./conditional-write.ts";
import { isVersion } from "./conditions.ts";
import { itemKey } from "./item-key.ts";
import { ledgerItem, ledgerKey, readLedger } from "./ledger-item.ts";
import { type ItemAccess, rescueOf } from "./ledger-rescue.ts";

/** Reads ledgers. */
export function createLedgerReader(client: DynamoDBClient, tableName: string): Pick<LedgerStore, "load"> {
  return { load: (sector) => load(client, tableName, sector, () => null) };
}

async function load(
  client: DynamoDBClient,
  tableName: string,
  sector: SectorId,
  rescueFrom: (item: Item) => OutboxRescue | null,
): Promise<Ledger> {
  const item = await getItem(client, tableName, ledgerKey(sector));
  if (item === undefined) return emptyLedger(sector);
  const ledger = readLedger(item);
  if (ledger.problem === null) return ledger.value;
  throw unreadable(sector, ledger, rescueFrom(item));
}

/** Reads and writes ledgers: one item per sector. Only the next version can replace it. */
export function createLedgerStore(client: DynamoDBClient, tableName: string): LedgerStore {
  return {
    load(sector) {
      const rescueFrom = (item: Item) => rescueOf(item, sector, accessTo(client, tableName, sector));
      return load(client, tableName, sector, rescueFrom);
    },
    async save(ledger, expectedVersion) {
      const next = { ...ledger, version: expectedVersion + 1 };
      const written = await writeWithId(client, tableName, ledgerKey(ledger.sector), (writeId) =>
        putIf(client, tableName, ledgerItem(next, writeId), isVersion(expectedVersion)),
      );
      return written === "written" ? next : "conflict";
    },
  };
}

/** How a rescue reads and writes the item of a ledger that cannot be read. */
function accessTo(client: DynamoDBClient, tableName: string, sector: SectorId): ItemAccess {
  const key = ledgerKey(sector);
  return {
    read: () => getItem(client, tableName, key),
    put: (item, expectedVersion) =>
      writeWithId(client, tableName, key, (writeId) =>
        putIf(client, tableName, { ...item, writeId: { S: writeId } }, isVersion(expectedVersion)),
      ),
  };
}

function unreadable(
  sector: SectorId,
  { problem, isNewer }: { problem: string; isNewer: boolean },
  rescue: OutboxRescue | null,
): UnreadableLedger {
  const wayOn = isNewer
    ? "deploy that version again, or restore the item as it was before it"
    : "restore the item; or remove it, and every open alert is told anew";
  const item = { key: itemKey("ledgers", ledgerKey(sector)), problem };
  return new UnreadableLedger(sector, item, `${wayOn}: docs/operate.md, Damaged items`, rescue);
}
