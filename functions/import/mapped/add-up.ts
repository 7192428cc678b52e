import type { Mapping } from "../../../shared/mapping/mapping.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { counted, noun, someOf } from "../../../shared/values/count.ts";
import { earlier, later } from "../../../shared/values/day.ts";
import { asMinor, MOST_EXPOSURE, toUnit, type Unit } from "../../../shared/values/exposure.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { GoodRow, Rejection } from "../files/row.ts";
import { labelOf } from "./advice.ts";
import { type Contradiction, createKeyedLines, type KeyedSum } from "./keyed-lines.ts";
import type { LineAmounts } from "./line-amounts.ts";
import type { MappedLine } from "./mapped-line.ts";
import type { RowLedger } from "./row-ledger.ts";

/** A position that lines of a table have become, and how many. */
export interface NettedPosition extends GoodRow<Position> {
  lines: number;
  /** Whether something was taken from it by a line that is counted with another position. */
  isReduced?: boolean;
}

/** A line that was refused with the others of its key. */
interface RefusedLine {
  rejection: Rejection;
  amount: number;
}

/** Lines of a table by their key. */
interface LinesByKey {
  add(line: MappedLine): void;
  /** Call it when all lines were added: it works once. */
  settled(): Generator<NettedPosition | RefusedLine>;
}

/**
 * Starts without lines. Lines of one key become one position with the sum of their amounts. A key that comes out below
 * zero is refused, and one whose lines contradict each other.
 */
export function linesByKey(mapping: Mapping, { unit }: Pick<RowLedger, "unit">): LinesByKey {
  const lines = createKeyedLines(mapping.day === "latest" ? later : earlier);
  return {
    add: lines.add,
    *settled() {
      const faults = faultsOf(lines, mapping, unit);
      const refusedLines = lines.takeLines((key) => faults.has(key));
      const named = firstLines(refusedLines);
      const sectors = new Map<number, string>();
      for (const one of lines.takeKeys()) {
        const fault = faults.get(one.key);
        if (fault === undefined) yield netted(one);
        else {
          const where = `${noun(one.lines, "line")} ${someOf(named.get(one.key) ?? [], MOST_LINES, one.lines)}`;
          faults.set(one.key, `the lines of ${quoted(one.positionId)} (${where}) ${fault}`);
          sectors.set(one.key, one.sector);
        }
      }
      for (const { key, line, amount } of refusedLines)
        yield refused({ line, amount }, faults.get(key) ?? "", sectors.get(key) ?? "", mapping);
    },
  };
}

/** What is wrong with keys, by their numbers. */
function faultsOf(
  { sums, contradictions }: ReturnType<typeof createKeyedLines>,
  mapping: Mapping,
  unit: Unit,
): Map<number, string> {
  const faults = new Map<number, string>();
  for (let key = 0; key < sums.size; key += 1) {
    const contradiction = contradictions.get(key);
    const fault =
      contradiction === undefined ? faultOfSum(sums.sumOf(key), unit) : contradicting(contradiction, mapping);
    if (fault !== null) faults.set(key, fault);
  }
  return faults;
}

function contradicting({ field, texts }: Contradiction, mapping: Mapping): string {
  const [one, two] = texts.map((text) => quoted(text, 40));
  return `say both ${one} and ${two} in ${labelOf(field, mapping)}: they are not one position; name more columns in positionId of the mapping, or correct them`;
}

function faultOfSum(sum: bigint, unit: Unit): string | null {
  if (sum < 0n)
    return `add up to ${toUnit(asMinor(Number(sum)), unit)} ${unit}, which is below zero: correct them, or leave the credit out`;
  return sum > BigInt(MOST_EXPOSURE)
    ? `add up to more than ${counted(toUnit(MOST_EXPOSURE, unit))} ${unit}, the most that one position may hold`
    : null;
}

const MOST_LINES = 5;

/** The first lines of each key. */
function firstLines(lines: LineAmounts): Map<number, string[]> {
  const named = new Map<number, string[]>();
  for (const { key, line } of lines) {
    const own = named.get(key) ?? [];
    named.set(key, own);
    if (own.length < MOST_LINES) own.push(String(line));
  }
  return named;
}

function netted({ positionId, firstLine, lines, sum, sector, day, said }: KeyedSum): NettedPosition {
  const row: Position = {
    positionId,
    sector,
    supplierId: said.supplierId,
    item: said.item,
    originCountry: said.originCountry,
    exposure: asMinor(Number(sum)),
    date: day,
    periodStart: null,
    program: said.program,
    source: said.source,
  };
  return { line: firstLine, row, lines };
}

function refused(
  { line, amount }: { line: number; amount: number },
  reason: string,
  sector: string,
  mapping: Mapping,
): RefusedLine {
  const rejection: Rejection = {
    line,
    column: labelOf("positionId", mapping),
    reason,
    kind: "are refused with the other lines of their key",
    keptOut: { sector, exposure: Math.max(0, amount) },
  };
  return { rejection, amount };
}
