import type { DynamoDBClient, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { silenceAttributes } from "../../../shared/contract/tables.ts";
import type { Ledger } from "../../../shared/recompute/ledger.ts";
import { silenceForm, splitLedger } from "../../../shared/recompute/silence-part.ts";
import type { SilenceStore } from "../../ports/decisions.ts";
import { compress } from "./compressed.ts";
import { updateIf, writeWithId } from "./conditional-write.ts";
import { isVersion } from "./conditions.ts";
import { ledgerKey } from "./ledger-item.ts";
import { createLedgerReader } from "./ledger-store.ts";
import { versionAttribute } from "./stored-item.ts";

const { schemaVersion, version, writeId, silences } = silenceAttributes;
const SET_SILENCES =
  "SET #silences = :silences, #version = :version, #writeId = :writeId, #schemaVersion = :schemaVersion";
const ITS_ATTRIBUTES = {
  "#version": version,
  "#writeId": writeId,
  "#schemaVersion": schemaVersion,
  "#silences": silences,
};

/** Reads ledgers, and writes their silences. The role of the function may name no other attribute of the item. */
export function createSilenceStore(client: DynamoDBClient, tableName: string): SilenceStore {
  return {
    ...createLedgerReader(client, tableName),
    async saveSilences(ledger, expectedVersion) {
      const next = { ...ledger, version: expectedVersion + 1 };
      const written = await writeWithId(client, tableName, ledgerKey(ledger.sector), (writeId) =>
        updateIf(client, silenceUpdate(tableName, next, writeId)),
      );
      return written === "written" ? next : "conflict";
    },
  };
}

/** The conditional update of a ledger's silences: only on top of the version before it. */
export function silenceUpdate(tableName: string, ledger: Ledger, writeId: string): UpdateItemCommandInput {
  const condition = isVersion(ledger.version - 1);
  const { schemaVersion: form } = versionAttribute(silenceForm);
  if (form === undefined) throw new Error("the form of silences has no version");
  return {
    TableName: tableName,
    Key: ledgerKey(ledger.sector),
    UpdateExpression: SET_SILENCES,
    ConditionExpression: condition.ConditionExpression,
    ExpressionAttributeNames: { ...ITS_ATTRIBUTES, ...condition.ExpressionAttributeNames },
    ExpressionAttributeValues: {
      ...condition.ExpressionAttributeValues,
      ":silences": { B: compress(splitLedger(ledger).silencePart) },
      ":version": { N: String(ledger.version) },
      ":writeId": { S: writeId },
      ":schemaVersion": form,
    },
  };
}
