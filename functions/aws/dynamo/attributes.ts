import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { readAs } from "../../../shared/values/parse.ts";
import { problemSentence } from "../../../shared/values/problem.ts";

/** A stored item, as the SDK gives it. */
export type Item = Record<string, AttributeValue>;

/** The attributes whose value is not `null`: unknown is stored by leaving the attribute out. */
export function itemOf(attributes: Record<string, AttributeValue | null>): Item {
  const present = Object.entries(attributes).filter(
    (entry): entry is [string, AttributeValue] => entry[1] !== null,
  );
  return Object.fromEntries(present);
}

/** A string attribute, or `null` to leave it out. */
export function text(value: string | null): AttributeValue | null {
  return value === null ? null : { S: value };
}

/** A number attribute, or `null` to leave it out. */
export function number(value: number | null): AttributeValue | null {
  return value === null ? null : { N: String(value) };
}

const IMPORT_ID = "importId";

/** An item that says which import brought it, if one did. */
export function broughtIn(item: Item, importId: string | undefined): Item {
  return importId === undefined ? item : { ...item, [IMPORT_ID]: { S: importId } };
}

/** The import that brought an item; `null` where it does not say so: it is older than that, or somebody changed it. */
export function importOf(item: Item): string | null {
  return item[IMPORT_ID]?.S ?? null;
}

/** Reads a string that may be absent (`null`); `undefined` when there is something else in its place. */
export function readText(item: Item, name: string): string | null | undefined {
  const attribute = item[name];
  return attribute === undefined ? null : attribute.S;
}

/** Reads a number that may be absent (`null`); `undefined` when there is something else in its place. */
export function readNumber(item: Item, name: string): number | null | undefined {
  const attribute = item[name];
  if (attribute === undefined) return null;
  return attribute.N === undefined ? undefined : Number(attribute.N);
}

/** What is wrong with an item that its fields make no valid row. A field is `undefined` where another type stands. */
export function explainRow(schema: z.ZodType, item: Item, fields: Record<string, unknown>): string {
  const wrong = Object.keys(fields).find((name) => item[name] !== undefined && fields[name] === undefined);
  if (wrong !== undefined) return `attribute "${wrong}" has another type than it must have`;
  const { problem } = readAs(schema, fields);
  return problem === null ? "it is not what this table holds" : problemSentence(problem);
}
