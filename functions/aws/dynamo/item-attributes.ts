/** The attributes of a position that a fold reads. A scan knows each by its place in this list. */
export const ATTRIBUTES = [
  "item",
  "supplierId",
  "originCountry",
  "program",
  "day",
  "date",
  "periodStart",
  "importId",
  "periodSource",
  "source",
  "exposure",
  "illustrative",
] as const;
export type AttributeName = (typeof ATTRIBUTES)[number];

export function attributeNumber(name: AttributeName): number {
  return ATTRIBUTES.indexOf(name);
}

export const NO_ATTRIBUTE = -1;

/**
 * Finds attributes in the bytes of an item. DynamoDB says nothing about their order, but it hardly changes from one item to
 * the next: the one that came next the last time is tried first.
 */
export interface AttributeFinder {
  /** The attribute that begins at `at`, after the attribute `last`; `NO_ATTRIBUTE` when it is none of the list. */
  find(bytes: Uint8Array, at: number, last: number): number;
  /** How many bytes come before the value of an attribute. */
  lengths: Int32Array;
}

export function createAttributeFinder(): AttributeFinder {
  const beginnings = ATTRIBUTES.map((name) => new TextEncoder().encode(beginningOf(name)));
  // One more place, for what comes first in an item.
  const nextOf = new Int32Array(ATTRIBUTES.length + 1);
  const search = (bytes: Uint8Array, at: number, last: number): number => {
    const found = beginnings.findIndex((beginning) => startsWith(bytes, at, beginning));
    if (found !== NO_ATTRIBUTE) nextOf[last] = found;
    return found;
  };
  return {
    lengths: Int32Array.from(beginnings, ({ length }) => length),
    find(bytes, at, last) {
      const guess = nextOf[last] as number;
      return startsWith(bytes, at, beginnings[guess] as Uint8Array) ? guess : search(bytes, at, last);
    },
  };
}

/** What comes before the value: nobody but DynamoDB writes these bytes, and it writes no spaces. */
function beginningOf(name: AttributeName): string {
  if (name === "illustrative") return `"${name}":{"BOOL":true`;
  return name === "exposure" ? `"${name}":{"N":"` : `"${name}":{"S":"`;
}

function startsWith(bytes: Uint8Array, at: number, beginning: Uint8Array): boolean {
  for (let offset = 0; offset < beginning.length; offset += 1) {
    if (bytes[at + offset] !== beginning[offset]) return false;
  }
  return true;
}
