import type { PutItemCommandInput, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { Item } from "./attributes.ts";

/** What must hold of what is stored under a key, or else nothing is written. */
export type WriteCondition = Pick<
  PutItemCommandInput,
  "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** Nothing is stored under the key. Only for tables whose partition key is `sector`. */
export const IS_NEW: WriteCondition = {
  ConditionExpression: "attribute_not_exists(#sector)",
  ExpressionAttributeNames: { "#sector": "sector" },
};

/** Each of these attributes is stored as it is given here. Other attributes may be there as well. */
export function holds(attributes: Item): WriteCondition {
  const all = Object.entries(attributes);
  return {
    ConditionExpression: all.map((_, at) => `#n${at} = :v${at}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(all.map(([name], at) => [`#n${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(all.map(([, value], at) => [`:v${at}`, value])),
  };
}

/** This version is stored; version 0 means that nothing is stored. */
export function isVersion(version: number): WriteCondition {
  return version === 0 ? IS_NEW : holds({ version: { N: String(version) } });
}

/** Which items of one partition a query asks for. */
export type KeyCondition = Pick<
  QueryCommandInput,
  "KeyConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** What stands beside the assessments of a sector under keys that begin with a prefix. */
export function beginsWith(sector: string, prefix: string): KeyCondition {
  return {
    KeyConditionExpression: "sector = :sector AND begins_with(assessmentKey, :prefix)",
    ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: prefix } },
  };
}

/** What stands beside the assessments of a sector under keys from one to another, both included. */
export function isBetween(sector: string, first: string, last: string): KeyCondition {
  return {
    KeyConditionExpression: "sector = :sector AND assessmentKey BETWEEN :first AND :last",
    ExpressionAttributeValues: { ":sector": { S: sector }, ":first": { S: first }, ":last": { S: last } },
  };
}
