import type { AttributeValue } from "@aws-sdk/client-dynamodb";

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
