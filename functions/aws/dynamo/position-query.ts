import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { tables } from "../../../shared/contract/tables.ts";
import type { Days } from "../../ports/supply.ts";

const { name: IndexName, sortKey, holds } = tables.positions.index;

/** One shard of a table of positions. */
export interface Shard {
  tableName: string;
  /** Its partition key. */
  shard: string;
}

/** All of a shard, in no order. */
export function wholeShard({ tableName, shard }: Shard): QueryCommandInput {
  return {
    TableName: tableName,
    KeyConditionExpression: "sectorShard = :shard",
    ExpressionAttributeValues: { ":shard": { S: shard } },
  };
}

/** Some days of a shard, read from the index by day: nothing else is read, and nothing else is paid for. */
export function daysByIndex(shard: Shard, days: Days): QueryCommandInput {
  const { KeyConditionExpression, ExpressionAttributeValues, ...rest } = wholeShard(shard);
  const { condition, values } = placesOf(days);
  return {
    ...rest,
    IndexName,
    KeyConditionExpression: `${KeyConditionExpression} AND ${condition}`,
    ExpressionAttributeNames: { "#day": sortKey },
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ...values },
  };
}

/** The places of some days in the index. The key of a place begins with its day and "#"; "$" comes after "#". */
function placesOf({ after, upTo }: Days) {
  const from = { ":from": { S: `${after ?? ""}$` } };
  if (upTo === null) return { condition: "#day >= :from", values: from };
  const to = { ":to": { S: `${upTo}$` } };
  return { condition: "#day BETWEEN :from AND :to", values: { ...from, ...to } };
}

/**
 * The same days of a shard of a table that has no index: it reads the whole shard, and leaves out the other days. An item whose
 * date has another type is not left out, so that it counts as unreadable.
 */
export function daysByFilter(shard: Shard, { after, upTo }: Days): QueryCommandInput {
  const whole = wholeShard(shard);
  const parts = [
    ...(after === null ? [] : [upTo === null ? "NOT #date <= :after" : "#date > :after"]),
    ...(upTo === null ? [] : ["#date <= :upTo"]),
  ];
  if (parts.length === 0) return whole;
  return {
    ...whole,
    FilterExpression: parts.join(" AND "),
    ExpressionAttributeNames: { "#date": "date" },
    ExpressionAttributeValues: {
      ...whole.ExpressionAttributeValues,
      ...(after === null ? {} : { ":after": { S: after } }),
      ...(upTo === null ? {} : { ":upTo": { S: upTo } }),
    },
  };
}

/** The query with only the attributes that the fold reads. */
export function forFold(query: QueryCommandInput): QueryCommandInput {
  const isIndexed = query.IndexName !== undefined;
  const names = [...holds, ...(isIndexed ? [sortKey] : ["date", "source"])];
  return {
    ...query,
    ProjectionExpression: names.map((name) => `#${name}`).join(", "),
    ExpressionAttributeNames: {
      ...query.ExpressionAttributeNames,
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
    },
  };
}

/** The query with every attribute of its items, also those that the index does not hold. */
export function withEverything(query: QueryCommandInput): QueryCommandInput {
  return { ...query, Select: "ALL_ATTRIBUTES" };
}
