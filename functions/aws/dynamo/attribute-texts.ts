import type { ColumnTexts } from "../../../shared/supply/position-columns.ts";
import { hashOf } from "./body-words.ts";
import { type ByteTexts, createByteTexts, REFUSED } from "./byte-texts.ts";
import { isAccepted } from "./folded-position.ts";
import { ATTRIBUTES, attributeNumber } from "./item-attributes.ts";
import { dayOfKey } from "./position-item.ts";

const AFTER_DAY = "#".charCodeAt(0);

/** By attribute, where its texts are numbered. Sources are not: they may all be different, and a fold hardly reads them. */
export function textsByAttribute(texts: ColumnTexts): (ByteTexts | undefined)[] {
  const columns = [
    "item",
    "supplierId",
    "originCountry",
    "program",
    "date",
    "periodStart",
    "importId",
  ] as const;
  const byAttribute: (ByteTexts | undefined)[] = ATTRIBUTES.map(() => undefined);
  for (const name of columns) {
    byAttribute[attributeNumber(name)] = createByteTexts((text) => numberIn(texts, name, text));
  }
  byAttribute[attributeNumber("day")] = createByteTexts((key) => {
    const day = dayOfKey(key);
    return day === null ? 0 : numberIn(texts, "date", day);
  });
  return byAttribute;
}

/** The number of a text in its column; `REFUSED` for a text that the column does not take. */
export function numberIn(texts: ColumnTexts, column: keyof ColumnTexts, text: string): number {
  return isAccepted(column, text) ? texts[column].numberOf(text) : REFUSED;
}

/** The number of the day of a place in the index. What follows the day is different in every item. */
export function dayNumberOf(days: ByteTexts, bytes: DataView, start: number, end: number): number {
  let last = end - 1;
  while (last >= start && bytes.getUint8(last) !== AFTER_DAY) last -= 1;
  if (last < start) return REFUSED;
  if (days.endOfLast(bytes, start) === last + 1) return days.lastNumber();
  return days.numberOf(bytes, start, last + 1, hashOf(bytes, start, last + 1));
}
