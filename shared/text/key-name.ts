import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Facet } from "../supply/facet-totals.ts";
import { countryInText } from "../values/country-in-text.ts";

/** The name of a supplier for one line. */
export type NameOf = (supplierId: string) => string;

/**
 * The parts and givers of a concentration are keys of its facet; otherwise they are suppliers, owners or
 * countries of manufacture.
 */
export function keyName(measure: Measure, key: string, nameOf: NameOf): string {
  return keyInText(factsOf(measure).movedBy, key, nameOf);
}

/** A key of a facet within a sentence: `the United States`, `CATL`. */
export function keyInText(facet: Facet, key: string, nameOf: NameOf): string {
  return facet === "origin" || facet === "control" ? countryInText(key) : nameOf(key);
}
