import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Basis } from "../../../shared/imports/basis.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { BasisInspector, ProvenanceStore } from "../../ports/imports.ts";
import { UnreadableError } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { basisKey, dailyFrom, newestKey, readBasis } from "./basis-item.ts";
import { getItem } from "./conditional-write.ts";
import { itemKey } from "./item-key.ts";
import { queryItems } from "./pager.ts";
import { unreadableOf } from "./pages.ts";

const BASELINE_WAY_ON = "remove it: docs/operate.md, Damaged items";

/** Reads the bases of assessments, which are in the same table. */
export function createBasisReader(
  client: DynamoDBClient,
  tableName: string,
): Pick<ProvenanceStore, "basis" | "baseline"> {
  return {
    basis: (key) => loadBasis(client, tableName, key),
    baseline: (sector, from, upTo) => loadBaseline(client, tableName, sector, [from, upTo]),
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
