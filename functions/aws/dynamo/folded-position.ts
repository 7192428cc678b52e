import type * as z from "zod";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import type { TextColumn } from "../../../shared/supply/position-columns.ts";
import { daySchema } from "../../../shared/values/day.ts";
import { asMinor, MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { countryCodeSchema, kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { type Item, importOf, readNumber, readText } from "./attributes.ts";
import { dayOfKey } from "./position-item.ts";

/**
 * What the fold needs of a position, or `null` when the item is not one. Checked by hand and not by the schema: this runs
 * once for each position, millions of times.
 */
export function toFoldedPosition(stored: Item): FoldedPosition | null {
  const item = readText(stored, "item");
  const exposure = readNumber(stored, "exposure");
  const supplierId = readText(stored, "supplierId");
  const originCountry = readText(stored, "originCountry");
  const date = foldedDate(stored);
  const periodStart = readText(stored, "periodStart");
  const program = readText(stored, "program");
  const source = foldedSource(stored);
  if (!item || !isChecked(kebabCaseSchema, item)) return null;
  if (exposure === null || exposure === undefined) return null;
  if (!Number.isSafeInteger(exposure) || exposure < 0 || exposure > MOST_EXPOSURE) return null;
  if (!isIdentifier(supplierId) || !isIdentifier(program)) return null;
  if (originCountry === undefined || !isSource(source)) return null;
  if (originCountry !== null && !isChecked(countryCodeSchema, originCountry)) return null;
  if (!isDay(date) || !isDay(periodStart)) return null;
  const importId = importOf(stored);
  return {
    item,
    supplierId,
    originCountry,
    exposure: asMinor(exposure),
    date,
    periodStart,
    program,
    source,
    importId,
  };
}

/** The index by day has the day in its key. An item that was written before it has no such key. */
function foldedDate(stored: Item): string | null | undefined {
  const key = readText(stored, "day");
  if (key === null) return readText(stored, "date");
  return key === undefined ? undefined : dayOfKey(key);
}

/** As much of the source as a fold reads. An item that was written before the index by day has only the whole source. */
function foldedSource(stored: Item): string | null | undefined {
  const { source, periodSource, illustrative } = stored;
  if (source !== undefined) return source.S;
  if (periodSource !== undefined) return periodSource.S;
  if (illustrative === undefined) return null;
  return illustrative.BOOL === true ? "illustrative" : undefined;
}

/** Whether a text may stand in a column of positions. An empty import is none, and has no place there. */
export function isAccepted(column: TextColumn, text: string): boolean {
  if (column === "importId") return text !== "";
  if (column === "item") return isChecked(kebabCaseSchema, text);
  if (column === "originCountry") return isChecked(countryCodeSchema, text);
  if (column === "supplierId" || column === "program") return isIdentifier(text);
  return column === "figureSource" ? isSource(text) : isDay(text);
}

/** Valid values, by the schema that has accepted them. */
const seen = new Map<z.ZodType, Set<string>>();

/** Many positions have the same date, item or country, so each value is checked by its schema only once. */
function isChecked(schema: z.ZodType, value: string): boolean {
  const valid = seen.get(schema) ?? new Set();
  seen.set(schema, valid);
  if (valid.has(value)) return true;
  const isValid = schema.safeParse(value).success;
  if (isValid) valid.add(value);
  return isValid;
}

function isDay(value: string | null | undefined): value is string | null {
  return value === null || (value !== undefined && isChecked(daySchema, value));
}

function isSource(value: string | null | undefined): value is string | null {
  return value === null || (value !== undefined && value !== "" && value.length <= 1000);
}

const IDENTIFIER = /^[^\p{Cc}]{1,256}$/u;

function isIdentifier(value: string | null | undefined): value is string | null {
  return value === null || (value !== undefined && value.length <= 256 && IDENTIFIER.test(value));
}
