import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Basis } from "../../../shared/imports/basis.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { BasisInspector, ProvenanceStore } from "../../ports/imports.ts";
import { UnreadableError } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { basisAttributes, basisKey, dailyFrom, dailyKey, newestKey, readBasis } from "./basis-item.ts";
import { getItem, putIf } from "./conditional-write.ts";
import { IS_NEW } from "./conditions.ts";
import { readConfirmations } from "./confirmation-store.ts";
import { expiryOf } from "./expiry.ts";
import { createImportStore } from "./import-store.ts";
import { itemKey } from "./item-key.ts";
import { queryItems } from "./pager.ts";
import { unreadableOf } from "./pages.ts";

// More days than any run looks back for a baseline. The newest one is also kept for ever, under its own key.
const KEEP_BASELINE_DAYS = 60;
const BASELINE_WAY_ON = "remove it: docs/operate.md, Damaged items";

/** The bases of assessments, in the same table. A basis expires when its assessment does, after `keepDays`. */
export function createProvenanceStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): ProvenanceStore {
  return {
    ...createImportStore(client, tableName),
    confirmed: (sector) => readConfirmations(client, tableName, sector),
    basis: (key) => loadBasis(client, tableName, key),
    baseline: (sector, from, upTo) => loadBaseline(client, tableName, sector, [from, upTo]),
    save: (basis, isTrusted) => saveBasis(client, { tableName, keepDays }, basis, isTrusted),
  };
}

async function loadBasis(
  client: DynamoDBClient,
  tableName: string,
  key: Pick<Basis, "sector" | "asOf" | "assessment">,
): Promise<Basis | null> {
  const item = await getItem(client, tableName, basisKey(key));
  if (item === undefined) return null;
  const read = readBasis(item);
  if (read.problem === null) return read.value;
  const what = `what the assessment of ${key.sector} as of ${key.asOf} stood on`;
  throw new UnreadableError(
    what,
    { key: itemKey("assessments", item), problem: read.problem },
    BASELINE_WAY_ON,
  );
}

/** The basis that guards imports. A damaged one counts as missing; the watchdog tells of it. */
async function loadBaseline(
  client: DynamoDBClient,
  tableName: string,
  sector: SectorId,
  [from, upTo]: [string, string],
): Promise<Basis | null> {
  const first = await firstBaseline(client, tableName, sector, [from, upTo]);
  const basis = first === undefined ? null : readBasis(first);
  if (basis?.problem === null) return basis.value;
  const stored = await getItem(client, tableName, newestKey(sector));
  const newest = stored === undefined ? null : readBasis(stored);
  return newest?.problem === null && newest.value.asOf <= upTo ? newest.value : null;
}

async function saveBasis(
  client: DynamoDBClient,
  { tableName, keepDays }: { tableName: string; keepDays: number | null },
  basis: Basis,
  isTrusted: boolean,
): Promise<void> {
  const put = (item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  const attributes = basisAttributes(basis);
  const readAt = new Date(basis.readAt);
  await put({ ...basisKey(basis), ...expiryOf(readAt, keepDays), ...attributes });
  if (!isTrusted) return;
  const daily = { ...dailyKey(basis), ...expiryOf(readAt, KEEP_BASELINE_DAYS), ...attributes };
  // It is refused when there is one of this day: the first of a day stays.
  await putIf(client, tableName, daily, IS_NEW);
  await put({ ...newestKey(basis.sector), ...attributes });
}

/** Checks whether the bases that the next run would read can be read. */
export function createBasisInspector(client: DynamoDBClient, tableName: string): BasisInspector {
  return {
    async damaged(key, from) {
      const { sector, asOf } = key;
      const items = await Promise.all([
        getItem(client, tableName, basisKey(key)),
        getItem(client, tableName, newestKey(sector)),
        firstBaseline(client, tableName, sector, [from, asOf]),
      ]);
      return unreadableOf(
        items.flatMap((item) => {
          const read = item && readBasis(item);
          if (item === undefined || read === undefined || read.problem === null) return [];
          return { key: itemKey("assessments", item), problem: read.problem };
        }),
      );
    },
  };
}

/** The item of the first trusted basis of a sector from a day to another; `undefined` where there is none. */
async function firstBaseline(
  client: DynamoDBClient,
  tableName: string,
  sector: SectorId,
  [from, upTo]: [string, string],
): Promise<Item | undefined> {
  const query = { TableName: tableName, ...dailyFrom(sector, from, upTo), Limit: 1 };
  for await (const item of queryItems(client, query)) return item;
  return undefined;
}
