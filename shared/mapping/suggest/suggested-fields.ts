import { counted, someOf } from "../../values/count.ts";
import { quoted } from "../../values/parse.ts";
import { type Cell, textOf } from "../cell.ts";
import type { MappedField, Mapping } from "../mapping.ts";
import type { Chosen, Sureness } from "./choose.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { nameScore } from "./field-names.ts";
import type { KeyChoice } from "./key.ts";

/** What a field is taken from, how sure that is, and why. */
export interface SuggestedField {
  field: MappedField;
  /** The columns; none where it is the same for all rows, or not there at all. */
  columns: string[];
  sure: Sureness;
  /** What was found, in words: `500 of 500 are amounts like 1,234.56`. */
  why: string;
  examples: string[];
  /** Other columns that it could be, the likelier first; only of amounts and days. */
  others?: string[];
}

/** What is told of a suggestion. */
interface Described {
  header: readonly string[];
  rows: readonly (readonly Cell[])[];
  chosen: Chosen;
  key: KeyChoice;
  mapping: Mapping;
}

/** What each field was taken from, and why. */
export function fieldsOf({ header, rows, chosen, key, mapping }: Described): SuggestedField[] {
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
      const { profile, sure, others } = one;
      return {
        field,
        columns: [profile.name],
        sure: doubtful(field, profile) ? "a guess" : sure,
        why: `${whyOf(field, profile, { mapping, chosen })}${othersText(field, sure, others)}`,
        examples: profile.examples,
        ...(others.length > 0 ? { others } : {}),
      };
    }),
  ];
}

const MOST_OTHERS = 4;

function othersText(field: MappedField, sure: Sureness, others: readonly string[]): string {
  if (others.length === 0) return "";
  const named = someOf(
    others.map((name) => quoted(name, 30)),
    MOST_OTHERS,
  );
  const what = field === "date" ? "days" : "amounts";
  return `; ${named} ${others.length === 1 ? "has" : "have"} ${what} too${sure === "sure" ? "" : ": check which it is"}`;
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
