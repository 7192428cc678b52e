import { type ColumnTexts, makeRoom, type PositionColumns } from "../../../shared/supply/position-columns.ts";
import { MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { dayNumberOf, numberIn, textsByAttribute } from "./attribute-texts.ts";
import { beginningOf, firstMark, hashOf, hashWith, marksOf, NO_WORDS, WORD, wordAt } from "./body-words.ts";
import { createByteTexts, OTHER, REFUSED } from "./byte-texts.ts";
import { ATTRIBUTES, attributeNumber, createAttributeFinder, NO_ATTRIBUTE } from "./item-attributes.ts";
import { isIllustrativeText } from "./source-bytes.ts";

/** Reads the bytes of items without building an object for each. */
export interface ItemScanner {
  /**
   * Adds the position of the item that begins at `start` as a row, and returns where the item ends. For whatever is unusual it
   * adds nothing and returns `UNUSUAL`: such an item has to be read in another way, whether it is a position or not.
   */
  scan(bytes: DataView, start: number, columns: PositionColumns): number;
}

export const UNUSUAL = -1;

const [OPEN, CLOSE, COMMA, QUOTE] = [...'{},"'].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];
const [ZERO, NINE] = [48, 57];
// Ten to the power of 15 is an exact number.
const MOST_DIGITS = 15;
const MOST_SOURCE = 1000;

const ITEM = attributeNumber("item");
const SUPPLIER = attributeNumber("supplierId");
const ORIGIN = attributeNumber("originCountry");
const PROGRAM = attributeNumber("program");
const DAY = attributeNumber("day");
const DATE = attributeNumber("date");
const PERIOD_START = attributeNumber("periodStart");
const IMPORT = attributeNumber("importId");
const PERIOD_SOURCE = attributeNumber("periodSource");
const SOURCE = attributeNumber("source");
const EXPOSURE = attributeNumber("exposure");
const ILLUSTRATIVE = attributeNumber("illustrative");
const NEEDED = (1 << ITEM) | (1 << EXPOSURE);

/** Scans items into columns whose texts are `texts`. */
export function createItemScanner(texts: ColumnTexts): ItemScanner {
  const finder = createAttributeFinder();
  const byAttribute = textsByAttribute(texts);
  const figureSources = createByteTexts((text) => numberIn(texts, "figureSource", text));
  // Of the item that is being scanned.
  const numbers = new Int32Array(ATTRIBUTES.length);
  const starts = new Int32Array(ATTRIBUTES.length);
  const ends = new Int32Array(ATTRIBUTES.length);
  let exposure = 0;

  /** Reads the text that begins at `start`; returns where its closing quote is. */
  function readText(bytes: DataView, start: number, attribute: number): number {
    const known = byAttribute[attribute];
    if (known !== undefined && attribute !== DAY) {
      // A text often is that of the item before: positions come by day, and those of a day from few imports.
      const end = known.endOfLast(bytes, start);
      if (end !== OTHER && bytes.getUint8(end) === QUOTE) {
        numbers[attribute] = known.lastNumber();
        return end;
      }
    }
    const last = bytes.byteLength - WORD;
    let hash = NO_WORDS;
    for (let at = start; at <= last; at += WORD) {
      const word = wordAt(bytes, at);
      const marks = marksOf(word);
      if (marks === 0) {
        hash = hashWith(hash, word);
        continue;
      }
      const left = firstMark(marks);
      const end = at + left;
      if (bytes.getUint8(end) !== QUOTE) return UNUSUAL;
      if (left > 0) hash = hashWith(hash, beginningOf(word, left));
      return keepText(bytes, start, end, hash, attribute);
    }
    return UNUSUAL;
  }

  /** Keeps where a text stands, or its number; returns its end. */
  function keepText(bytes: DataView, start: number, end: number, hash: number, attribute: number): number {
    const known = byAttribute[attribute];
    if (known === undefined) {
      starts[attribute] = start;
      ends[attribute] = end;
      return end;
    }
    const number =
      attribute === DAY ? dayNumberOf(known, bytes, start, end) : known.numberOf(bytes, start, end, hash);
    numbers[attribute] = number;
    return number === REFUSED ? UNUSUAL : end;
  }

  /** Reads the digits that begin at `start`; returns where the closing quote is. */
  function readExposure(bytes: DataView, start: number): number {
    let at = start;
    exposure = 0;
    for (; at < bytes.byteLength; at += 1) {
      const byte = bytes.getUint8(at);
      if (byte < ZERO || byte > NINE) break;
      exposure = 10 * exposure + (byte - ZERO);
    }
    const digits = at - start;
    return digits === 0 || digits > MOST_DIGITS || exposure > MOST_EXPOSURE ? UNUSUAL : at;
  }

  /** Reads the value that begins at `at`, up to and with its closing brace. */
  function readValue(bytes: DataView, at: number, attribute: number): number {
    if (attribute === ILLUSTRATIVE) return bytes.getUint8(at) === CLOSE ? at + 1 : UNUSUAL;
    const end = attribute === EXPOSURE ? readExposure(bytes, at) : readText(bytes, at, attribute);
    if (end === UNUSUAL || end + 2 >= bytes.byteLength) return UNUSUAL;
    return bytes.getUint8(end) === QUOTE && bytes.getUint8(end + 1) === CLOSE ? end + 2 : UNUSUAL;
  }

  /** Adds what was found as a row, unless that is no position. */
  function addRow(bytes: DataView, seen: number, columns: PositionColumns): boolean {
    if ((seen & NEEDED) !== NEEDED) return false;
    const told = seen & (1 << SOURCE) ? SOURCE : PERIOD_SOURCE;
    const hasSource = (seen & (1 << told)) !== 0;
    const [from, to] = [starts[told] as number, ends[told] as number];
    if (hasSource && (to === from || to - from > MOST_SOURCE)) return false;
    const numberOf = (attribute: number) => (seen & (1 << attribute) ? (numbers[attribute] as number) : 0);
    const date = seen & (1 << DAY) ? numberOf(DAY) : numberOf(DATE);
    const periodStart = numberOf(PERIOD_START);
    const isFigure = date !== 0 && periodStart !== 0;
    // A period without the source of its figure takes another way when it is an example.
    if (isFigure && !hasSource && (seen & (1 << ILLUSTRATIVE)) !== 0) return false;
    const figureSource =
      isFigure && hasSource ? figureSources.numberOf(bytes, from, to, hashOf(bytes, from, to)) : 0;
    if (figureSource === REFUSED) return false;
    makeRoom(columns);
    const row = columns.count;
    columns.item[row] = numberOf(ITEM);
    columns.supplierId[row] = numberOf(SUPPLIER);
    columns.originCountry[row] = numberOf(ORIGIN);
    columns.program[row] = numberOf(PROGRAM);
    columns.importId[row] = numberOf(IMPORT);
    columns.date[row] = date;
    columns.periodStart[row] = periodStart;
    columns.figureSource[row] = figureSource;
    columns.exposure[row] = exposure;
    const isExample = hasSource ? isIllustrativeText(bytes, from, to) : (seen & (1 << ILLUSTRATIVE)) !== 0;
    columns.illustrative[row] = isExample ? 1 : 0;
    columns.count = row + 1;
    return true;
  }

  return {
    scan(bytes, start, columns) {
      const lastBeginning = bytes.byteLength - finder.longest - 1;
      if (bytes.getUint8(start) !== OPEN) return UNUSUAL;
      let at = start + 1;
      let seen = 0;
      for (let last: number = ATTRIBUTES.length; ; ) {
        if (at > lastBeginning) return UNUSUAL;
        const attribute = finder.find(bytes, at, last);
        // An attribute may be written twice, and then the last one counts.
        if (attribute === NO_ATTRIBUTE || (seen & (1 << attribute)) !== 0) return UNUSUAL;
        at = readValue(bytes, at + (finder.lengths[attribute] as number), attribute);
        if (at === UNUSUAL) return UNUSUAL;
        seen |= 1 << attribute;
        last = attribute;
        const byte = bytes.getUint8(at);
        at += 1;
        if (byte === COMMA) continue;
        return byte === CLOSE && addRow(bytes, seen, columns) ? at : UNUSUAL;
      }
    },
  };
}
