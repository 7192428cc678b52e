import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import { type Titles, titleWithCode } from "../../shared/policy/named-group.ts";
import { type Policies, unitFor, unknownSector, wordsIn } from "../../shared/policy/policies.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import type { Position } from "../../shared/supply/position.ts";
import { exposureText, toUnit, type Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { type AskedDays, daysAskedFor, type RangeOptions } from "../input/asked-range.ts";
import { suppliersAsked } from "../input/asked-supplier.ts";
import { type PositionFilter, type PositionFilters, positionFilter } from "../input/position-filter.ts";
import { UsageError } from "../input/usage-error.ts";
import type { RowForms } from "../text/row-forms.ts";
import { AS_IMPORTED, type Asked, tableCommand } from "./list-table.ts";

interface ListPositionsOptions extends PositionFilters, RangeOptions {
  sector?: SectorId;
  supplier?: string;
}

/** A position, what its exposure is counted in, and what the items of its sector are called. */
interface MeasuredPosition extends Position {
  unit: Unit;
  titles: Titles;
}

const FORMS: RowForms<MeasuredPosition> = {
  noun: "position",
  csvColumns: [
    ...["positionId", "sector", "supplierId", "item", "originCountry", "exposure", "date", "program"],
    ...["source", "periodStart"],
  ],
  csv: ({ positionId, sector, supplierId, item, originCountry, exposure, unit, ...rest }) => {
    const { date, program, source, periodStart } = rest;
    const amount = exposureText(exposure, unit);
    return [positionId, sector, supplierId, item, originCountry, amount, date, program, source, periodStart];
  },
  json: ({ exposure, unit, titles: _, ...rest }) => ({ ...rest, exposure: toUnit(exposure, unit), unit }),
  heads: ["SECTOR", "DATE", "ITEM", "SUPPLIER", "ORIGIN", "EXPOSURE", "POSITION", "PROGRAM", "SOURCE"],
  fromRight: [5],
  leastImportant: [8, 7, 6, 4],
  shown: ({ sector, date, item, supplierId, originCountry, exposure, unit, ...rest }) => [
    sector,
    date ?? "unknown",
    titleWithCode(item, rest.titles),
    supplierId === null ? "unknown" : oneLine(supplierId),
    originCountry ?? "unknown",
    `${unit} ${grouped(exposureText(exposure, unit))}`,
    oneLine(rest.positionId),
    oneLine(rest.program ?? ""),
    oneLine(rest.source ?? ""),
  ],
};

/** Adds `list positions`. */
export const addListPositions = tableCommand<ListPositionsOptions, MeasuredPosition>({
  name: "positions",
  description:
    "what was bought: those without a date first, then newest first. `unknown` is a value of each filter",
  examples: [
    [
      "list positions --sector ai --origin China --from 2026-01-01 --dir .chokepoint-samples",
      "what was bought from a country since a day, on the samples",
    ],
    [
      "list positions --supplier unknown --item bess --dir .chokepoint-samples",
      "purchases whose supplier is not known",
    ],
    ["list positions --sector ai --csv", "all of it, as import takes it"],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "one sector; every sector unless given")
      .option("--item <item>", "one item, by code or title: bess")
      .option("--supplier <supplier>", "the id of a supplier, or its name")
      .option("--origin <country>", "made there: CN, China, country:China")
      .option("--date <day>", "dated that day; unknown: without a date")
      .option("--from <day>", "dated that day or later")
      .option("--to <day>", "dated that day or earlier")
      .option("--program <program>", "one program")
      .option("--source <source>", "one source, as it is written"),
  csvIs: AS_IMPORTED,
  forms: FORMS,
  rows: listedPositions,
});

async function* listedPositions(asked: Asked<ListPositionsOptions>): AsyncGenerator<MeasuredPosition> {
  const { options, policies, cloud } = asked;
  const sectors = sectorsAsked(options.sector, policies);
  const range = daysAskedFor(options);
  const { supplier } = options;
  const suppliers =
    supplier === undefined
      ? null
      : await suppliersAsked("--supplier", supplier, "supplier", cloud.importPorts.suppliers);
  const words = new Map(sectors.map(({ sector }) => [sector, wordingOf(wordsIn(policies, sector)).items]));
  const titlesOf = (sector: SectorId): Titles => words.get(sector) ?? new Map();
  const filter = positionFilter(options, suppliers, range, titlesOf);
  let isFound = false;
  for (const { sector, unit } of sectors) {
    for await (const position of positionsOf(sector, asked, range, filter)) {
      isFound = true;
      yield { ...position, unit, titles: titlesOf(sector) };
    }
  }
  if (!isFound) filter.foundNothing();
}

/** The positions of a sector that are asked for. */
async function* positionsOf(
  sector: SectorId,
  { cloud: { positionList }, isWhole, lose }: Asked<ListPositionsOptions>,
  { days }: AskedDays,
  filter: PositionFilter,
): AsyncGenerator<Position> {
  const pages =
    isWhole && days === null
      ? positionList.whole(sector)
      : positionList.newestFirst(sector, days ?? { after: null, upTo: null }, filter.mayHave);
  for await (const { rows, unreadable } of pages) {
    lose(unreadable);
    for (const row of rows) if (filter.has(row)) yield row;
  }
}

/** The sectors to list, each with its unit. Every command warns of policies that cannot be read. */
function sectorsAsked(sector: SectorId | undefined, policies: Policies): { sector: SectorId; unit: Unit }[] {
  if (sector === undefined) {
    return [...policies.keys()].flatMap((name) => {
      const measured = unitFor(policies, name);
      return "problem" in measured ? [] : [{ sector: name, unit: measured.unit }];
    });
  }
  if (!policies.has(sector)) throw new UsageError(unknownSector(sector, policies));
  const measured = unitFor(policies, sector);
  if ("problem" in measured) throw new BrokenPolicyError(measured);
  return [{ sector, unit: measured.unit }];
}

/** A plain decimal with separators of thousands. */
function grouped(decimal: string): string {
  return decimal.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
