import type { IncomingHttpHeaders } from "node:http";

/** A request as it passes the wire. */
export interface WireRequest {
  number: number;
  service: "dynamodb" | "events" | "sns";
  operation: string;
  table: string | null;
  /** What it asks for, such as `PutItem ledgers ai`, and which of several: `PutItem ledgers ai (2)`. */
  name: string;
  /** From 1: the SDK's count of tries at the same thing. */
  attempt: number;
  /** The most tries that the SDK will make. */
  attempts: number;
  /** What the SDK calls the same thing in each try. */
  invocation: string;
}

/** Reads what a request asks for; `before` are those that came before it. */
export function describeRequest(
  headers: IncomingHttpHeaders,
  body: Buffer,
  before: WireRequest[],
): WireRequest {
  const target = headers["x-amz-target"];
  const service = serviceOf(target);
  const asked = asksOf[service](String(target), body);
  const invocation = String(headers["amz-sdk-invocation-id"]);
  const [, attempt = "", attempts = ""] =
    /attempt=(\d+); max=(\d+)/.exec(String(headers["amz-sdk-request"])) ?? [];
  return {
    number: before.length + 1,
    service,
    ...asked,
    name: nameOf(asked.name, invocation, before),
    attempt: Number(attempt),
    attempts: Number(attempts),
    invocation,
  };
}

function serviceOf(target: string | string[] | undefined): WireRequest["service"] {
  if (typeof target !== "string") return "sns";
  return target.startsWith("AWSEvents.") ? "events" : "dynamodb";
}

function nameOf(name: string, invocation: string, before: WireRequest[]): string {
  const again = before.find((other) => other.invocation === invocation);
  if (again !== undefined) return again.name;
  const same = new Set(before.filter((other) => isOf(name, other.name)).map((other) => other.invocation));
  return same.size === 0 ? name : `${name} (${same.size + 1})`;
}

function isOf(name: string, other: string): boolean {
  return other === name || other.startsWith(`${name} (`);
}

type Asked = Pick<WireRequest, "operation" | "table" | "name">;

const asksOf: Record<WireRequest["service"], (target: string, body: Buffer) => Asked> = {
  dynamodb: dynamoAsks,
  events: (target) => {
    const operation = target.split(".").at(-1) ?? "";
    return { operation, table: null, name: operation };
  },
  sns: snsAsks,
};

function snsAsks(_target: string, body: Buffer): Asked {
  const operation = new URLSearchParams(body.toString()).get("Action") ?? "";
  return { operation, table: null, name: operation };
}

interface DynamoBody {
  TableName?: string;
  RequestItems?: Record<string, unknown>;
  Key?: Record<string, { S: string }>;
  Item?: Record<string, { S?: string }>;
  ExpressionAttributeValues?: Record<string, { S?: string }>;
}

function dynamoAsks(target: string, body: Buffer): Asked {
  const operation = target.split(".").at(-1) ?? "";
  const { TableName, RequestItems, Key, Item, ExpressionAttributeValues } = JSON.parse(
    body.toString(),
  ) as DynamoBody;
  const table = TableName ?? Object.keys(RequestItems ?? {})[0] ?? null;
  const named = Key ?? Item ?? {};
  const key = named.assessmentKey?.S?.replace(/[0-9a-f]{12,}/, "…") ?? named.sector?.S;
  const asked = ExpressionAttributeValues ?? {};
  const prefix = asked[":prefix"]?.S;
  const partition =
    asked[":shard"]?.S ?? (prefix && `${prefix} ${asked[":sector"]?.S}`) ?? asked[":first"]?.S;
  const words = [operation, table, key ?? partition];
  return { operation, table, name: words.filter((word) => word != null).join(" ") };
}
