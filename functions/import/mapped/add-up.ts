import type { Mapping } from "../../../shared/mapping/mapping.ts";
import { createNumberedTexts } from "../../../shared/supply/numbered-texts.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { counted, noun, someOf } from "../../../shared/values/count.ts";
import { earlier, later } from "../../../shared/values/day.ts";
import { asMinor, MOST_EXPOSURE, toUnit } from "../../../shared/values/exposure.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { GoodRow, Rejection } from "../files/row.ts";
import { createDigestIndex } from "../tables/digest-index.ts";
import { createHeldValues } from "../tables/held-values.ts";
import { labelOf } from "./advice.ts";
import type { MappedLine } from "./mapped-lines.ts";
import type { RowLedger } from "./row-ledger.ts";

/** A position that lines of a table have become, and how many. */
export interface NettedPosition extends GoodRow<Position> {
  lines: number;
}

/** A line that was refused with the others of its key. */
interface RefusedLine {
  rejection: Rejection;
  amount: number;
}

/** Lines of a table by their key, each line a few numbers. */
export interface LinesByKey {
  add(line: MappedLine): void;
  /** Call it when all lines were added: it works once. */
  settled(): Generator<NettedPosition | RefusedLine>;
}

/** What lines of one key must say alike, as far as they say it. */
const ALIKE = ["supplierId", "item", "originCountry", "program", "source"] as const;

interface KeyedLines {
  firstLine: number;
  lines: number;
  /** Exact, however many lines there are. */
  sum: bigint;
  sector: number;
  day: string | null;
  /** The numbers of the texts of `ALIKE`; 0 for one that no line has said yet. */
  texts: number[];
  /** Why its lines are refused. */
  fault: string | null;
}

/**
 * Starts without lines. Lines of one key become one position with the sum of their amounts. A key that comes out below
 * zero is refused, and one whose lines contradict each other.
 */
export function linesByKey(mapping: Mapping, { unit }: Pick<RowLedger, "unit">): LinesByKey {
  const index = createDigestIndex();
  const ids = createHeldValues<string>();
  const texts = createNumberedTexts();
  const keys: KeyedLines[] = [];
  const keyOf: number[] = [];
  const lineOf: number[] = [];
  const amountOf: number[] = [];
  const dayOf = mapping.day === "latest" ? later : earlier;
  return {
    add({ line, position, amount }) {
      const { at, isNew } = index.add(`${position.sector}\u0000${position.positionId}`);
      keyOf.push(at);
      lineOf.push(line);
      amountOf.push(amount);
      if (isNew) {
        ids.add(JSON.stringify(position.positionId));
        keys.push(startKey(line, texts.numberOf(position.sector)));
      }
      const key = keys[at];
      if (key === undefined) throw new Error(`there is no key ${at}`);
      key.lines += 1;
      key.sum += BigInt(amount);
      key.day = dayOf(key.day, position.date);
      ALIKE.forEach((field, which) => {
        const said = texts.numberOf(position[field]);
        const before = key.texts[which] ?? 0;
        if (before === 0) key.texts[which] = said;
        else if (said !== 0 && said !== before) {
          const [one, two] = [before, said].map((number) => quoted(texts.textOf(number) ?? "", 40));
          key.fault ??= `say both ${one} and ${two} in ${labelOf(field, mapping)}: they are not one position; name more columns in positionId of the mapping, or correct them`;
        }
      });
    },
    *settled() {
      for (const key of keys) key.fault ??= faultOfSum(key.sum);
      const named = firstLines();
      let at = 0;
      for (const positionId of ids.values()) {
        const key = keys[at];
        if (key === undefined) throw new Error(`there is no key ${at}`);
        if (key.fault === null) yield netted(key, positionId);
        else
          key.fault = `the lines of ${quoted(positionId)} (${linesText(named.get(at) ?? [], key.lines)}) ${key.fault}`;
        at += 1;
      }
      for (const [number, keyAt] of keyOf.entries()) {
        const key = keys[keyAt];
        if (key !== undefined && key.fault !== null) yield refused(key, number);
      }
    },
  };

  function faultOfSum(sum: bigint): string | null {
    if (sum < 0n)
      return `add up to ${toUnit(asMinor(Number(sum)), unit)} ${unit}, which is below zero: correct them, or leave the credit out`;
    return sum > BigInt(MOST_EXPOSURE)
      ? `add up to more than ${counted(toUnit(MOST_EXPOSURE, unit))} ${unit}, the most that one position may hold`
      : null;
  }

  /** The first lines of each key that is refused. */
  function firstLines(): Map<number, number[]> {
    const lines = new Map<number, number[]>();
    for (const [number, keyAt] of keyOf.entries()) {
      if (keys[keyAt]?.fault === null) continue;
      const own = lines.get(keyAt) ?? [];
      lines.set(keyAt, own);
      if (own.length < MOST_LINES) own.push(lineOf[number] ?? 1);
    }
    return lines;
  }

  function netted(
    { firstLine, sum, day, sector, lines, texts: said }: KeyedLines,
    positionId: string,
  ): NettedPosition {
    const text = (which: number) => texts.textOf(said[which] ?? 0);
    const position: Position = {
      positionId,
      sector: texts.textOf(sector) ?? "",
      supplierId: text(0),
      item: text(1) ?? "",
      originCountry: text(2),
      exposure: asMinor(Number(sum)),
      date: day,
      periodStart: null,
      program: text(3),
      source: text(4),
    };
    return { line: firstLine, row: position, lines };
  }

  function refused({ fault, sector }: KeyedLines, number: number): RefusedLine {
    const amount = amountOf[number] ?? 0;
    const rejection: Rejection = {
      line: lineOf[number] ?? 1,
      column: labelOf("positionId", mapping),
      reason: fault ?? "",
      kind: "are refused with the other lines of their key",
      keptOut: { sector: texts.textOf(sector), exposure: Math.max(0, amount) },
    };
    return { rejection, amount };
  }
}

const MOST_LINES = 5;

function linesText(lines: number[], of: number): string {
  return `${noun(of, "line")} ${someOf(lines.map(String), MOST_LINES, of)}`;
}

function startKey(line: number, sector: number): KeyedLines {
  return {
    firstLine: line,
    lines: 0,
    sum: 0n,
    sector,
    day: null,
    texts: [],
    fault: null,
  };
}
