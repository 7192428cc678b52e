import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { countryName } from "../values/country-name.ts";

/** The name of a supplier for one line. */
export type NameOf = (supplierId: string) => string;

/**
 * The parts and givers of a concentration are keys of its facet; otherwise they are suppliers, owners or
 * countries of manufacture.
 */
export function keyName(measure: Measure, key: string, nameOf: NameOf): string {
  const facet = factsOf(measure).movedBy;
  return facet === "origin" || facet === "control" ? countryName(key) : nameOf(key);
}
