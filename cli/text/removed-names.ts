import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { placeFields, placeKinds } from "../../shared/supply/place.ts";
import { countryInText } from "../../shared/values/country-in-text.ts";
import { displayName, oneLine } from "../../shared/values/one-line.ts";

/** What a simulation removed, each by its name within a sentence: `the United States`, `CATL`, `everyone on the list 1260h`, `port ningbo`. */
export function removedNames({
  removed,
  removedNames: names = {},
}: Pick<SimulateResult, "removed" | "removedNames">): string[] {
  const { countries = [], owners = [], suppliers = [], lists = [] } = removed ?? {};
  return [
    ...countries.map(countryInText),
    ...[...owners, ...suppliers].map((id) => displayName(names[id] ?? id, id)),
    ...lists.map((list) => `everyone on the list ${oneLine(list)}`),
    ...placeKinds.flatMap((kind) => (removed?.[placeFields[kind]] ?? []).map((name) => `${kind} ${name}`)),
  ];
}
