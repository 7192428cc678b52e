import { randomUUID } from "node:crypto";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { silenceAttributes } from "../../../shared/contract/names.ts";
import type { Ledger } from "../../../shared/recompute/ledger.ts";
import { silenceForm, splitLedger } from "../../../shared/recompute/silence-part.ts";
import type { SilenceStore } from "../../ports/decisions.ts";
import { compress } from "./compressed.ts";
import { createLedgerReader, readLedgerItem } from "./ledger-store.ts";
import { versionAttribute } from "./stored-item.ts";

const { sector, schemaVersion, version, writeId, silences } = silenceAttributes;
const IS_NEW = "attribute_not_exists(#sector)";
const IS_EXPECTED_VERSION = "#version = :expected";
const SET_SILENCES =
  "SET #silences = :silences, #version = :version, #writeId = :writeId, #schemaVersion = :schemaVersion";
const ITS_ATTRIBUTES = {
  "#version": version,
  "#writeId": writeId,
  "#schemaVersion": schemaVersion,
  "#silences": silences,
};

/** Reads ledgers, and writes the silences in them. The role that does so may name no other attribute of the item. */
export function createSilenceStore(client: DynamoDBClient, tableName: string): SilenceStore {
  return {
    ...createLedgerReader(client, tableName),
    async saveSilences(ledger, expectedVersion) {
      const next = { ...ledger, version: expectedVersion + 1 };
      const writeId = randomUUID();
      try {
        await client.send(new UpdateItemCommand(silenceUpdate(tableName, next, writeId)));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // When an answer is lost, the SDK asks again, and meets what it has written itself.
        const isOurs = (await readLedgerItem(client, tableName, ledger.sector))?.writeId?.S === writeId;
        return isOurs ? next : "conflict";
      }
      return next;
    },
  };
}

/** The conditional update of a ledger's silences: only on top of the version before it. */
export function silenceUpdate(tableName: string, ledger: Ledger, writeId: string): UpdateItemCommandInput {
  const expected = ledger.version - 1;
  const { schemaVersion: form } = versionAttribute(silenceForm);
  if (form === undefined) throw new Error("the form of silences has no version");
  const values = {
    ":silences": { B: compress(splitLedger(ledger).silencePart) },
    ":version": { N: String(ledger.version) },
    ":writeId": { S: writeId },
    ":schemaVersion": form,
  };
  const write = {
    TableName: tableName,
    Key: { [sector]: { S: ledger.sector } },
    UpdateExpression: SET_SILENCES,
  };
  return expected === 0
    ? {
        ...write,
        ConditionExpression: IS_NEW,
        ExpressionAttributeNames: { ...ITS_ATTRIBUTES, "#sector": sector },
        ExpressionAttributeValues: values,
      }
    : {
        ...write,
        ConditionExpression: IS_EXPECTED_VERSION,
        ExpressionAttributeNames: ITS_ATTRIBUTES,
        ExpressionAttributeValues: { ...values, ":expected": { N: String(expected) } },
      };
}
