import type { LookThroughMeasure, MeasureOf } from "../policy/measure.ts";
import { someOf } from "../values/count.ts";
import { countryInText } from "../values/country-in-text.ts";
import { oneLine } from "../values/one-line.ts";
import type { NameOf } from "./key-name.ts";
import { nameList } from "./name-list.ts";

/** Countries or companies that a measure is about. */
export type NamedSet = LookThroughMeasure["of"] | MeasureOf<"share">["of"];

/** A set in a short phrase, companies by their ids: `China`, `China and 2 more`, `catl`, `the NDAA-154 list`. */
export function setPhrase(of: NamedSet): string {
  if ("countries" in of) return countriesText(of.countries);
  if ("list" in of) return listName(of.list);
  return companiesText("owners" in of ? of.owners : of.suppliers);
}

/** A set in a sentence, companies by their names: `China`, `China or Russia`, `the NDAA-154 list`, `CATL`. */
export function setNames(of: NamedSet, nameOf: NameOf, last: "and" | "or" = "and"): string {
  if ("countries" in of) return nameList(of.countries.map(countryInText), last);
  if ("list" in of) return listName(of.list);
  return nameList(("owners" in of ? of.owners : of.suppliers).map(nameOf), last);
}

/** How many companies of a set a phrase names before it counts the others. */
export const MOST_COMPANIES = 3;

/** `catl, byd, eve and 2 more`. */
export function companiesText(keys: readonly string[]): string {
  return someOf(keys.map(oneLine), MOST_COMPANIES);
}

/** `China`, `China, Russia`, `China and 2 more`. */
export function countriesText(codes: readonly string[]): string {
  const [first, second] = codes;
  if (first === undefined) return "nowhere";
  if (second === undefined) return countryInText(first);
  return codes.length === 2
    ? `${countryInText(first)}, ${countryInText(second)}`
    : `${countryInText(first)} and ${codes.length - 1} more`;
}

function listName(list: string): string {
  return `the ${list.toUpperCase()} list`;
}
