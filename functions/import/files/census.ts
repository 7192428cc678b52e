import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { counted, noun } from "../../../shared/values/count.ts";
import { parseExposure } from "../../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../../shared/values/identifier.ts";
import { faultOf, quoted } from "../../../shared/values/parse.ts";
import {
  addToBlock,
  type CensusBlock,
  type CensusFigure,
  checkTotal,
  merged,
  TOTAL,
} from "./census-block.ts";
import { type CensusColumns, type CensusRow, censusRows } from "./census-json.ts";
import { countryCode } from "./country.ts";
import type { Notice, ReadRow, Rejection } from "./row.ts";
import { scheduleC } from "./schedule-c.ts";
import { checkUnit } from "./sector-unit.ts";
import { parsePeriod } from "./usitc-period.ts";

const SOURCE = "US Census Bureau, US general imports, customs value";

export interface CensusReading {
  policy: MeasuredSector;
  /** What the goods are; their HTS code unless given. */
  item: string | null;
  /** The most bytes that are read. */
  mostBytes: number;
}

/**
 * Reads an answer of the Census API for imports by HS code (header-first arrays) into positions of unknown supplier, dated by
 * the last day of their month. Groups of countries are left out. Where the table has a total for all countries, a month that
 * does not add up to it is refused.
 * @throws UnusableFile when it is no such answer, or the sector is not measured in dollars.
 */
export async function* readCensus(
  source: AsyncIterable<Uint8Array>,
  { policy, item, mostBytes }: CensusReading,
): AsyncGenerator<ReadRow<Position>> {
  const blocks = new Map<string, CensusBlock>();
  const { columns, rows } = await censusRows(source, mostBytes);
  checkUnit("USD", policy);
  let groups = 0;
  for (const row of rows) {
    const read = readRow(row, columns);
    if ("group" in read) groups += 1;
    else if ("reason" in read) yield read;
    else addToBlock(blocks, read);
  }
  if (groups > 0) yield groupsLeftOut(groups);
  for (const block of blocks.values()) {
    const finding = checkTotal(block);
    if (finding !== null) yield finding;
    if (finding !== null && "reason" in finding) continue;
    for (const figure of merged(block.figures))
      if (figure.exposure > 0) yield { line: figure.line, row: positionOf(figure, policy.sector, item) };
  }
}

type RowReading = CensusFigure | { group: true } | Rejection;

function readRow({ line, cells }: CensusRow, columns: CensusColumns): RowReading {
  const text = (column: keyof CensusColumns) => cells[columns[column] ?? -1] ?? "";
  const code = text("commodity");
  const country = text("country");
  const isOfGroup = text("level") === "CGP" || isGroup(country);
  if (country !== TOTAL && isOfGroup) return { group: true };
  const value = text("value");
  const amount = parseExposure(value, "USD");
  const keptOut = { exposure: "exposure" in amount ? amount.exposure : null };
  const refuse = (column: string, problem: { problem: string; kind: string }): Rejection => ({
    line,
    column,
    reason: problem.problem,
    kind: problem.kind,
    keptOut,
  });
  if (!("exposure" in amount)) return refuse("GEN_VAL_MO", amount);
  if (!kebabCaseSchema.safeParse(code).success)
    return refuse("I_COMMODITY", faultOf(code, "is not a code of goods"));
  const month = text("time") || `${text("year")}-${text("month")}`;
  const period = /^\d{4}-\d{2}$/.test(month) ? parsePeriod(month) : null;
  if (period === null) return refuse("time", faultOf(month, "is not a month like 2026-07"));
  const found = country === TOTAL ? { country: TOTAL } : countryIn(country, text("name"));
  if ("problem" in found) return refuse("CTY_CODE", found);
  return {
    line,
    code,
    period: { ...period, text: month },
    country: found.country,
    exposure: amount.exposure,
  };
}

/** Codes of groups of countries: `0003` is the European Union, `5XXX` Asia. */
function isGroup(code: string): boolean {
  return /^0\d{3}$|^\dXXX$/i.test(code);
}

function countryIn(code: string, name: string): { country: string } | { problem: string; kind: string } {
  const byCode = scheduleC.get(code);
  const byName = name === "" ? null : countryCode(name);
  if (byCode === undefined)
    return byName === null
      ? faultOf(code, "is no country of Schedule C that is known here")
      : { country: byName };
  if (byName === null || byName === byCode) return { country: byCode };
  const kind = "is the code of another country than CTY_NAME says";
  return { problem: `${quoted(code)} is ${byCode}, and CTY_NAME says ${quoted(name)}`, kind };
}

function groupsLeftOut(groups: number): Notice {
  const rows = `${counted(groups)} ${noun(groups, "row")}`;
  return { line: 1, notice: `${rows} of groups of countries ${noun(groups, "was", "were")} left out` };
}

function positionOf(
  { code, period, country, exposure }: CensusFigure,
  sector: string,
  item: string | null,
): Position {
  return {
    positionId: `census-${code}-${period.text}-${country}`,
    sector,
    supplierId: null,
    item: item ?? code,
    originCountry: country,
    exposure: exposure as Position["exposure"],
    date: period.last,
    periodStart: period.first,
    program: null,
    source: SOURCE,
  };
}
