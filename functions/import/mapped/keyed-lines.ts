import { createNumberedTexts } from "../../../shared/supply/numbered-texts.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { createDigestIndex, type DigestIndex } from "../tables/digest-index.ts";
import { createHeldValues } from "../tables/held-values.ts";
import { createIntegers } from "../tables/integers.ts";
import { createKeySums } from "./key-sums.ts";
import { createLineAmounts, type LineAmounts } from "./line-amounts.ts";
import type { MappedLine } from "./mapped-line.ts";

/** What lines of one key must say alike, as far as they say it. */
const ALIKE = ["supplierId", "item", "originCountry", "program", "source"] as const;

/** What two lines of a key say differently. */
export interface Contradiction {
  field: (typeof ALIKE)[number];
  texts: [string, string];
}

/** A key of lines, by its number. */
export interface KeyedSum {
  key: number;
  positionId: string;
  firstLine: number;
  lines: number;
  /** Exact, however many lines there are. */
  sum: bigint;
  sector: string;
  day: string | null;
  /** What its lines say in the fields of `ALIKE`; `null` where none says it. */
  said: Pick<Position, (typeof ALIKE)[number]>;
}

/**
 * The lines of a table by their key, in some 80 bytes for each key and 16 for each line: a million of them fit into the memory
 * of a function. `dayOf` is the day of a key of two days. Add all lines, then take lines, then keys: each works once.
 */
export function createKeyedLines(dayOf: (one: string | null, other: string | null) => string | null) {
  let index: DigestIndex | null = createDigestIndex();
  const ids = createHeldValues<string>();
  const texts = createNumberedTexts();
  const sums = createKeySums();
  const firstLines = createIntegers();
  const sectors = createIntegers();
  const days = createIntegers();
  const said = ALIKE.map((field) => ({ field, texts: createIntegers() }));
  const columns = [sums, firstLines, sectors, days, ...said.map((column) => column.texts)];
  let lines = createLineAmounts();
  const contradictions = new Map<number, Contradiction>();
  const start = (line: number, { positionId, sector }: Position) => {
    ids.add(positionId);
    sums.start();
    firstLines.push(line);
    sectors.push(texts.numberOf(sector));
    days.push(0);
    for (const column of said) column.texts.push(0);
  };
  const compare = (key: number, position: Position) => {
    for (const { field, texts: column } of said) {
      const number = texts.numberOf(position[field]);
      const before = column.at(key);
      if (before === 0) column.set(key, number);
      else if (number !== 0 && number !== before && !contradictions.has(key))
        contradictions.set(key, { field, texts: [texts.textOf(before) ?? "", texts.textOf(number) ?? ""] });
    }
  };
  const keyOf = (key: number, positionId: string): KeyedSum => {
    const [supplierId = null, item, originCountry = null, program = null, source = null] = said.map(
      (column) => texts.textOf(column.texts.at(key)),
    );
    return {
      key,
      positionId,
      firstLine: firstLines.at(key),
      lines: sums.linesOf(key),
      sum: sums.sumOf(key),
      sector: texts.textOf(sectors.at(key)) ?? "",
      day: texts.textOf(days.at(key)),
      said: { supplierId, item: item ?? "", originCountry, program, source },
    };
  };
  return {
    add({ line, position, amount }: MappedLine): void {
      if (index === null) throw new Error("no line is added to those that are taken");
      const { at: key, isNew } = index.add(`${position.sector}\u0000${position.positionId}`);
      if (isNew) start(line, position);
      lines.add({ key, line, amount });
      sums.add(key, amount);
      days.set(key, texts.numberOf(dayOf(texts.textOf(days.at(key)), position.date)));
      compare(key, position);
    },
    contradictions,
    sums,
    /** Takes the lines of some keys, in the order of the table, and forgets all others. */
    takeLines(isWanted: (key: number) => boolean): LineAmounts {
      index = null;
      const wanted = lines.of(isWanted);
      lines = createLineAmounts();
      return wanted;
    },
    /** All keys, in the order of the table. Each is forgotten when it is given. */
    *takeKeys(): Generator<KeyedSum> {
      index = null;
      let key = 0;
      for (const block of ids.takeBlocks())
        for (const positionId of block) {
          yield keyOf(key, positionId);
          key += 1;
          for (const column of columns) column.forgetBefore(key);
        }
    },
  };
}
