import { counted, someOf } from "../../values/count.ts";
import { quoted } from "../../values/parse.ts";
import { readAmount, type TableUnit, tableUnits } from "../amount-format.ts";
import { type Cell, textOf } from "../cell.ts";
import { columnName } from "../columns.ts";
import { folded } from "../folded.ts";
import type { MappedField, Mapping } from "../mapping.ts";
import { itemOf } from "../slug.ts";
import { type Chosen, type ChosenColumn, chooseColumns, type Sureness } from "./choose.ts";
import { type ColumnProfile, profileOf } from "./column-profile.ts";
import { nameScore } from "./field-names.ts";
import { chooseKey, type KeyChoice } from "./key.ts";

/** What a field is taken from, how sure that is, and why. */
export interface SuggestedField {
  field: MappedField;
  /** The columns; none where it is the same for all rows, or not there at all. */
  columns: string[];
  sure: Sureness;
  /** What was found, in words: `500 of 500 are amounts like 1,234.56`. */
  why: string;
  examples: string[];
}

/** A first mapping of a table, and what each column was taken for. */
export interface Suggestion {
  fields: SuggestedField[];
  /** Columns that the mapping does not use. */
  unused: string[];
  mapping: Mapping;
}

/** What is known beside the table. */
export interface SuggestionContext {
  isCountry(text: string): boolean;
  /** The sectors that are watched, and the unit of each. */
  units: ReadonlyMap<string, "USD" | "kWh">;
  /** The sector of all rows, where the user names one. */
  sector: string | null;
  /** What the rows are said to come from. */
  source: string;
}

/** Suggests how a table becomes positions, by the names of its columns and by rows of it. */
export function suggestMapping(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  context: SuggestionContext,
): Suggestion {
  const profiles = header.map((name, at) =>
    profileOf(
      name,
      at,
      rows.map((row) => row[at] ?? ""),
      context.isCountry,
    ),
  );
  const named = profiles.filter(({ name }) => header.indexOf(name) === header.lastIndexOf(name));
  const chosen = chooseColumns(named, (text) => context.units.has(text));
  const credits = creditsOf(chosen);
  const key = chooseKey(rows, keyColumns(named, chosen), (row) => amountIn(row, chosen, credits));
  const mapping = mappingOf({ header, chosen, key, credits, context });
  const used = new Set([...key.columns, ...Object.values(chosen).map(({ profile }) => profile.at)]);
  return {
    fields: fieldsOf({ header, rows, chosen, key, mapping }),
    unused: profiles.filter(({ at, name }) => !used.has(at) && name !== "").map(({ name }) => name),
    mapping,
  };
}

const CREDIT = /^(credit|credit (memo|note|invoice)|cr|gutschrift|h|haben)$/i;

/** The texts by which another column says that an amount is a credit, where no amount is negative itself. */
function creditsOf({ kind, exposure }: Chosen): string[] {
  if (kind === undefined || (exposure?.profile.amounts.negative ?? 0) > 0) return [];
  return [...kind.profile.values.keys()].filter((text) => CREDIT.test(text));
}

/** What a row is worth, as far as it can be read: less than zero for a credit. */
function amountIn(row: readonly Cell[], { exposure, kind }: Chosen, credits: string[]): number {
  if (exposure === undefined) return 0;
  const { at, amounts } = exposure.profile;
  const read = readAmount(row[at] ?? "", amounts.format, "USD");
  if ("problem" in read) return 0;
  const isCredit = kind !== undefined && credits.includes(columnName(textOf(row[kind.profile.at] ?? "")));
  return read.isNegative || isCredit ? -Number(read.decimal) : Number(read.decimal);
}

function keyColumns(profiles: readonly ColumnProfile[], chosen: Chosen) {
  const { supplierId, item, originCountry, program, date } = chosen;
  const taken = new Set(Object.values(chosen).map(({ profile }) => profile.at));
  const free = profiles.filter(({ at, filled }) => !taken.has(at) && filled > 0);
  const ranked = free
    .map((profile) => ({ at: profile.at, score: nameScore(profile.name, "positionId") }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at);
  return {
    named: ranked.map(({ at }) => at).slice(0, 6),
    lines: free.filter(({ name }) => nameScore(name, "line") > 0).map(({ at }) => at),
    alike: [supplierId, item, originCountry, program].flatMap((one) =>
      one === undefined ? [] : [one.profile.at],
    ),
    day: date?.profile.at ?? null,
  };
}

interface Parts {
  header: readonly string[];
  chosen: Chosen;
  key: KeyChoice;
  credits: string[];
  context: SuggestionContext;
}

function mappingOf({ header, chosen, key, credits, context }: Parts): Mapping {
  const { sector, supplierId, item, originCountry, exposure, date, program, source, currency, kind } = chosen;
  const name = (one: ChosenColumn) => ({ column: one.profile.name });
  const sectorOf = context.sector === null ? null : { constant: context.sector };
  const only = context.units.size === 1 ? [...context.units.keys()][0] : undefined;
  const ofSector = sectorOf ?? (sector ? name(sector) : only === undefined ? null : { constant: only });
  return {
    schemaVersion: 1,
    table: {},
    unknown: unknownIn(chosen),
    lines: key.lines,
    day: "earliest",
    columns: {
      positionId: { columns: key.columns.map((at) => header[at] ?? ""), join: "-" },
      ...(ofSector === null ? {} : { sector: ofSector }),
      ...(supplierId ? { supplierId: { ...name(supplierId), as: hasIds(supplierId) ? "id" : "name" } } : {}),
      item: item ? { ...name(item), ...itemValues(item.profile) } : { constant: "batteries" },
      ...(originCountry ? { originCountry: name(originCountry) } : {}),
      exposure: {
        column: exposure?.profile.name ?? "",
        format: exposure?.profile.amounts.format ?? "1,234.56",
        unit: unitOf(exposure, context, ofSector),
        ...(currency ? { currency: { ...name(currency), is: dollarsIn(currency.profile) } } : {}),
        ...(kind && credits.length > 0 ? { negativeWhen: { ...name(kind), is: credits } } : {}),
      },
      ...(date ? { date: { ...name(date), format: date.profile.days.format } } : {}),
      ...(program ? { program: name(program) } : {}),
      source: source ? name(source) : { constant: context.source },
    },
  };
}

/** Words for unknown where they mean that, each once whatever its capitals. */
function unknownIn({ supplierId, originCountry, date, program, item }: Chosen): string[] {
  const words = [supplierId, originCountry, date, program, item].flatMap((one) => one?.profile.unknown ?? []);
  return [...new Map(words.map((word) => [folded(word), word])).values()];
}

/** Whether suppliers are written as ids: none of them has a blank or a capital. */
function hasIds({ profile }: ChosenColumn): boolean {
  return [...profile.values.keys()].every((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text));
}

function itemValues({ values, hasMoreValues }: ColumnProfile): { values?: Record<string, string> } {
  const others = [...values.keys()].filter((text) => itemOf(text) !== text && itemOf(text) !== "");
  if (others.length === 0 || hasMoreValues) return {};
  return { values: Object.fromEntries(others.map((text) => [text, itemOf(text)])) };
}

const DOLLARS = /^(usd|us\$|\$|us dollars?|dollars?)$/i;

function dollarsIn({ values }: ColumnProfile): string[] {
  const found = [...values.keys()].filter((text) => DOLLARS.test(text));
  return found.length === 0 ? ["USD"] : found;
}

function unitOf(
  exposure: ChosenColumn | undefined,
  { units }: SuggestionContext,
  sector: { constant: string } | { column: string } | null,
): TableUnit {
  const name = exposure?.profile.name ?? "";
  const written = (Object.keys(tableUnits) as TableUnit[]).find(
    (unit) => new RegExp(`(^|[^a-z])${unit}([^a-z]|$)`, "i").test(name) && unit !== "USD",
  );
  if (written !== undefined) return written;
  if (/\b(thousands?|000s?|k ?usd|tusd)\b|\(000\)/i.test(name)) return "thousand USD";
  if (/\b(millions?|musd|m ?usd)\b/i.test(name)) return "million USD";
  return units.get(sector !== null && "constant" in sector ? sector.constant : "") ?? "USD";
}

interface Described {
  header: readonly string[];
  rows: readonly (readonly Cell[])[];
  chosen: Chosen;
  key: KeyChoice;
  mapping: Mapping;
}

function fieldsOf({ header, rows, chosen, key, mapping }: Described): SuggestedField[] {
  const [first = []] = rows;
  const names = key.columns.map((at) => header[at] ?? "");
  const whyKey = key.isUnique
    ? `names each line${key.lines === "add-up" ? " that is no credit" : ""}`
    : "several lines have the same: they add up";
  const isNamed = names.some((name) => nameScore(name, "positionId") > 0);
  const keyField: SuggestedField = {
    field: "positionId",
    columns: names,
    sure: key.isUnique && isNamed ? "sure" : isNamed ? "likely" : "a guess",
    why: whyKey,
    examples: [key.columns.map((at) => textOf(first[at] ?? "")).join("-")],
  };
  const fields = [
    "sector",
    "supplierId",
    "item",
    "originCountry",
    "exposure",
    "date",
    "program",
    "source",
  ] as const;
  return [
    keyField,
    ...fields.map((field): SuggestedField => {
      const one = chosen[field];
      if (one === undefined || (field === "sector" && mapping.columns.sector?.constant !== undefined))
        return {
          field,
          columns: [],
          sure: absentSureness(field, mapping),
          why: absentWhy(field, mapping),
          examples: [],
        };
      const { profile, sure } = one;
      return {
        field,
        columns: [profile.name],
        sure: doubtful(field, profile) ? "a guess" : sure,
        why: whyOf(field, profile, { mapping, chosen }),
        examples: profile.examples,
      };
    }),
  ];
}

function absentSureness(field: MappedField, { columns }: Mapping): Sureness {
  return field === "sector" && columns.sector !== undefined ? "sure" : "a guess";
}

function absentWhy(field: MappedField, { columns }: Mapping): string {
  const how = columns[field];
  if (how !== undefined && "constant" in how && how.constant !== undefined)
    return `${how.constant} for all rows`;
  if (field === "sector") return "no column says it: say --sector";
  return field === "exposure" ? "no column has amounts" : "no column says it: unknown";
}

function doubtful(field: MappedField, { days }: ColumnProfile): boolean {
  return field === "date" && days.other !== null;
}

function whyOf(
  field: MappedField,
  profile: ColumnProfile,
  { mapping, chosen: { currency } }: Pick<Described, "mapping" | "chosen">,
): string {
  const { amounts, days, known } = profile;
  const of = (share: number) => `${counted(Math.round(share * known))} of ${counted(known)}`;
  if (field === "exposure") {
    const credits = amounts.negative > 0 ? `, ${amounts.negative} of them credits` : "";
    const { unit, currency: ofRows } = mapping.columns.exposure;
    const others = [...(currency?.profile.values.keys() ?? [])].filter(
      (text) => ofRows?.is.includes(text) !== true,
    );
    const left =
      others.length === 0
        ? ""
        : `; rows in ${someOf(
            others.map((text) => quoted(text, 20)),
            3,
          )} are refused: convert them`;
    return `${of(amounts.share)} are amounts like ${amounts.format} in ${unit}${credits}${left}`;
  }
  if (field === "date") {
    const other = days.other === null ? "" : `; ${days.other} would fit as well: check which it is`;
    return `${of(days.share)} are days like ${days.format}${other}`;
  }
  if (field === "originCountry") return `${of(profile.countries)} are countries`;
  const more = profile.hasMoreValues ? "more than " : "";
  const different = `${more}${profile.values.size} different`;
  if (field === "supplierId")
    return mapping.columns.supplierId?.as === "name"
      ? `${different} names, which become ids`
      : `${different} ids`;
  return different;
}
