import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { readAs } from "../../../shared/values/parse.ts";
import { problemSentence } from "../../../shared/values/problem.ts";

/** A stored item, as the SDK gives it. */
export type Item = Record<string, AttributeValue>;

/** The attributes without those that are `null`: an unknown value is stored as no attribute. */
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

/** The item with the id of the import that brought it, if there is one. */
export function broughtIn(item: Item, importId: string | undefined): Item {
  return importId === undefined ? item : { ...item, [IMPORT_ID]: { S: importId } };
}

/** The import that brought an item; `null` when the item is older than provenance, or somebody changed it by hand. */
export function importOf(item: Item): string | null {
  // An empty text names no import either.
  return item[IMPORT_ID]?.S || null;
}

/** Reads a string; `null` when the attribute is missing, `undefined` when it has another type. */
export function readText(item: Item, name: string): string | null | undefined {
  const attribute = item[name];
  return attribute === undefined ? null : attribute.S;
}

/** Reads a number; `null` when the attribute is missing, `undefined` when it has another type. */
export function readNumber(item: Item, name: string): number | null | undefined {
  const attribute = item[name];
  if (attribute === undefined) return null;
  return attribute.N === undefined ? undefined : Number(attribute.N);
}

/** Reads numbers, without those whose attribute is missing; `undefined` when it has another type. */
export function readPresentNumbers(
  item: Item,
  names: readonly string[],
): Record<string, number | null | undefined> {
  const present = names.filter((name) => item[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, readNumber(item, name)]));
}

/** Why an item is no valid row. In `fields`, a value is `undefined` when its attribute has another type. */
export function explainRow(schema: z.ZodType, item: Item, fields: Record<string, unknown>): string {
  const wrong = Object.keys(fields).find((name) => item[name] !== undefined && fields[name] === undefined);
  if (wrong !== undefined) return `attribute "${wrong}" has another type than it must have`;
  const { problem } = readAs(schema, fields);
  return problem === null ? "it is not what this table holds" : problemSentence(problem);
}
