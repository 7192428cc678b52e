import * as z from "zod";
import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { type Minor, parseExposure } from "../../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { faultOf } from "../../../shared/values/parse.ts";
import { checkRow } from "./check-row.ts";
import { countryCode, noCountry } from "./country.ts";
import { type Fields, readCsv } from "./csv.ts";
import { fieldIssue } from "./fields.ts";
import { isNotice, isRejection, type KeptOut, type Notice, type ReadRow, type Rejection } from "./row.ts";
import { rowsInUnit } from "./sector-unit.ts";
import { type Period, parsePeriod } from "./usitc-period.ts";

const COLUMNS = ["hts", "period", "country", "general_customs_value_usd"];
const SOURCE = "USITC DataWeb, US general imports, customs value";

const rowSchema = z.object({
  hts: kebabCaseSchema,
  period: z.string().transform((text, context): Period & { text: string } => {
    const period = parsePeriod(text);
    if (period !== null) return { text, ...period };
    context.addIssue(fieldIssue(faultOf(text, "is not a period like 2026-07, 2024 or 2026-01/2026-07")));
    return z.NEVER;
  }),
  country: z.string().min(1, "must not be empty"),
  general_customs_value_usd: z.string().transform((text, context): Minor => {
    const parsed = parseExposure(text, "USD");
    if ("exposure" in parsed) return parsed.exposure;
    context.addIssue(fieldIssue(parsed));
    return z.NEVER;
  }),
});
export type ImportRow = z.infer<typeof rowSchema>;

export interface UsitcReading {
  policy: MeasuredSector;
  /** What the goods are; their HTS code unless given. */
  item: string | null;
}

/** The rows of one HTS code and period, with the control sum that USITC gives for them. */
interface FigureBlock {
  rows: { line: number; row: ImportRow }[];
  total: { line: number; exposure: number } | null;
}

/**
 * Reads USITC DataWeb imports by country into positions of unknown supplier, dated by the last day of their
 * period. When the countries of a block do not add up to its `TOTAL` row, the whole block is refused: the copy is damaged.
 * @throws UnusableFile when the header is wrong, or the sector is not measured in dollars.
 */
export async function* readUsitc(
  source: AsyncIterable<Uint8Array>,
  options: UsitcReading,
): AsyncGenerator<ReadRow<Position>> {
  const blocks = new Map<string, FigureBlock>();
  for await (const fields of rowsInUnit(readCsv(source, { columns: COLUMNS }), "USD", options.policy)) {
    if (isRejection(fields) || isNotice(fields)) {
      yield fields;
      continue;
    }
    const checked = checkRow(fields, rowSchema);
    if (isRejection(checked)) yield { ...checked, keptOut: figureKeptOut(fields.row) };
    else addToBlock(blocks, checked.line, checked.row);
  }
  for (const block of blocks.values()) {
    const finding = checkControlSum(block);
    if (finding !== null) yield finding;
    if (finding === null || isNotice(finding))
      for (const { line, row } of block.rows) yield* toImportedPosition(line, row, options);
  }
}

function addToBlock(blocks: Map<string, FigureBlock>, line: number, row: ImportRow): void {
  const key = `${row.hts} ${row.period.text}`;
  const block = blocks.get(key) ?? { rows: [], total: null };
  blocks.set(key, block);
  if (row.country === "TOTAL") block.total = { line, exposure: row.general_customs_value_usd };
  else block.rows.push({ line, row });
}

/** What can be read of a refused row. */
function figureKeptOut({ general_customs_value_usd: text = "" }: Fields): KeptOut {
  const parsed = parseExposure(text, "USD");
  return { exposure: "exposure" in parsed ? parsed.exposure : null };
}

function checkControlSum({ rows, total }: FigureBlock): Rejection | Notice | null {
  const [first] = rows;
  const line = total?.line ?? first?.line ?? 1;
  const period = first?.row.period.text ?? "the period";
  const column = "general_customs_value_usd";
  if (total === null) return { line, notice: `${period} has no TOTAL row, so its sum could not be checked` };
  const sum = rows.reduce((added, { row }) => added + BigInt(row.general_customs_value_usd), 0n);
  if (sum === BigInt(total.exposure)) return null;
  const [countries, control] = [sum, BigInt(total.exposure)].map(dollars);
  return {
    line,
    column,
    keptOut: {
      rows: Math.max(1, rows.length),
      exposure: Number.isSafeInteger(Number(sum)) ? Number(sum) : null,
    },
    reason: `${period} adds up to ${countries} over its countries, and TOTAL says ${control}; it was not imported`,
    kind: "adds up to another sum than TOTAL",
  };
}

/** The position of a figure, or why there is none; nothing for a zero. */
export function* toImportedPosition(
  line: number,
  row: ImportRow,
  { policy, item }: UsitcReading,
): Generator<ReadRow<Position>> {
  const { hts, period, country, general_customs_value_usd: exposure } = row;
  const originCountry = countryCode(country);
  if (originCountry === null) {
    const { problem: reason, kind } = noCountry(country);
    yield { line, column: "country", reason, kind, keptOut: { exposure } };
  }
  // A zero is a real figure that holds nothing: it makes no position.
  else if (exposure > 0) {
    const position: Position = {
      positionId: `${figureId(hts, period.text)}-${originCountry}`,
      sector: policy.sector,
      supplierId: null,
      item: item ?? hts,
      originCountry,
      exposure,
      date: period.last,
      periodStart: period.first,
      program: null,
      source: SOURCE,
    };
    yield { line, row: position };
  }
}

/** The beginning of the ids of a figure's positions. There is one position for each country. */
function figureId(hts: string, period: string): string {
  return `usitc-${hts}-${period}`;
}

/** Cents as dollars, with thousands separators. */
export function dollars(cents: bigint): string {
  const fraction = cents % 100n;
  const whole = (cents / 100n).toLocaleString("en-US");
  return fraction === 0n ? whole : `${whole}.${String(fraction).padStart(2, "0")}`;
}
