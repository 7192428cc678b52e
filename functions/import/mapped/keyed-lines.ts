import { createNumberedTexts } from "../../../shared/supply/numbered-texts.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { createDigestIndex } from "../tables/digest-index.ts";
import { createHeldValues } from "../tables/held-values.ts";
import type { MappedLine } from "./mapped-lines.ts";

/** What lines of one key must say alike, as far as they say it. */
const ALIKE = ["supplierId", "item", "originCountry", "program", "source"] as const;

/** What two lines of a key say differently. */
export interface Contradiction {
  field: (typeof ALIKE)[number];
  texts: [string, string];
}

/** A key of lines, by its number. */
export interface KeyedSum {
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
 * The lines of a table by their key. They are held in columns of numbers: a million of them, each a key of its own, fit into
 * the memory of a function. `dayOf` is the day of a key of two days.
 */
export function createKeyedLines(dayOf: (one: string | null, other: string | null) => string | null) {
  const index = createDigestIndex();
  const ids = createHeldValues<string>();
  const texts = createNumberedTexts();
  const keys = {
    firstLine: [] as number[],
    lines: [] as number[],
    sum: [] as number[],
    sector: [] as number[],
    day: [] as number[],
  };
  const said = ALIKE.map(() => [] as number[]);
  const ofLines = { key: [] as number[], line: [] as number[], amount: [] as number[] };
  const contradictions = new Map<number, Contradiction>();
  // Sums that numbers cannot hold exactly.
  const largeSums = new Map<number, bigint>();
  const at = (column: readonly number[], number: number) => {
    const value = column[number];
    if (value === undefined) throw new RangeError(`there is no ${number}`);
    return value;
  };
  const start = (line: number, position: Position) => {
    ids.add(position.positionId);
    keys.firstLine.push(line);
    keys.lines.push(0);
    keys.sum.push(0);
    keys.sector.push(texts.numberOf(position.sector));
    keys.day.push(0);
    for (const column of said) column.push(0);
  };
  const addAmount = (key: number, amount: number) => {
    const large = largeSums.get(key);
    const sum = at(keys.sum, key) + amount;
    if (large !== undefined) largeSums.set(key, large + BigInt(amount));
    else if (Number.isSafeInteger(sum)) keys.sum[key] = sum;
    else largeSums.set(key, BigInt(at(keys.sum, key)) + BigInt(amount));
  };
  const compare = (key: number, position: Position) => {
    for (const [which, field] of ALIKE.entries()) {
      const column = said[which] ?? [];
      const number = texts.numberOf(position[field]);
      const before = at(column, key);
      if (before === 0) column[key] = number;
      else if (number !== 0 && number !== before && !contradictions.has(key))
        contradictions.set(key, { field, texts: [texts.textOf(before) ?? "", texts.textOf(number) ?? ""] });
    }
  };
  return {
    add({ line, position, amount }: MappedLine): void {
      const { at: key, isNew } = index.add(`${position.sector}\u0000${position.positionId}`);
      if (isNew) start(line, position);
      ofLines.key.push(key);
      ofLines.line.push(line);
      ofLines.amount.push(amount);
      keys.lines[key] = at(keys.lines, key) + 1;
      keys.day[key] = texts.numberOf(dayOf(texts.textOf(at(keys.day, key)), position.date));
      addAmount(key, amount);
      compare(key, position);
    },
    contradictions,
    /** The names of the positions, by the numbers of the keys. */
    positionIds: () => ids.values(),
    keys: () => keys.firstLine.keys(),
    sumOf: (key: number) => largeSums.get(key) ?? BigInt(at(keys.sum, key)),
    linesOf: (key: number) => at(keys.lines, key),
    key(key: number): KeyedSum {
      const text = (which: number) => texts.textOf(at(said[which] ?? [], key));
      return {
        firstLine: at(keys.firstLine, key),
        lines: at(keys.lines, key),
        sum: largeSums.get(key) ?? BigInt(at(keys.sum, key)),
        sector: texts.textOf(at(keys.sector, key)) ?? "",
        day: texts.textOf(at(keys.day, key)),
        said: {
          supplierId: text(0),
          item: text(1) ?? "",
          originCountry: text(2),
          program: text(3),
          source: text(4),
        },
      };
    },
    /** Every line, in the order of the table: its key, its number and its amount. */
    *allLines(): Generator<{ key: number; line: number; amount: number }> {
      for (const [number, key] of ofLines.key.entries())
        yield { key, line: at(ofLines.line, number), amount: at(ofLines.amount, number) };
    },
  };
}
