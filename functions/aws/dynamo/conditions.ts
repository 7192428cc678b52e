import type { PutItemCommandInput, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { Item } from "./attributes.ts";

/** A condition on the stored item with the same key. If it does not hold, nothing is written. */
export type WriteCondition = Pick<
  PutItemCommandInput,
  "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** There is no item with this key. Only for tables whose partition key is `sector`. */
export const IS_NEW: WriteCondition = {
  ConditionExpression: "attribute_not_exists(#sector)",
  ExpressionAttributeNames: { "#sector": "sector" },
};

/** The item has these attributes with these values. It may have others as well. */
export function holds(attributes: Item): WriteCondition {
  const all = Object.entries(attributes);
  return {
    ConditionExpression: all.map((_, at) => `#n${at} = :v${at}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(all.map(([name], at) => [`#n${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(all.map(([, value], at) => [`:v${at}`, value])),
  };
}

/** The item has this version. Version 0 means that there is no item. */
export function isVersion(version: number): WriteCondition {
  return version === 0 ? IS_NEW : holds({ version: { N: String(version) } });
}

/** Which items of one partition a query asks for. */
export type KeyCondition = Pick<
  QueryCommandInput,
  "KeyConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** The items of a sector in the table of assessments whose key begins with a prefix. */
export function beginsWith(sector: SectorId, prefix: string): KeyCondition {
  return {
    KeyConditionExpression: "sector = :sector AND begins_with(assessmentKey, :prefix)",
    ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: prefix } },
  };
}

/** The items of a sector in the table of assessments from one key to another, both included. */
export function isBetween(sector: SectorId, first: string, last: string): KeyCondition {
  return {
    KeyConditionExpression: "sector = :sector AND assessmentKey BETWEEN :first AND :last",
    ExpressionAttributeValues: { ":sector": { S: sector }, ":first": { S: first }, ":last": { S: last } },
  };
}
