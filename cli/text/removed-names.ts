import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { placeFields, placeKinds } from "../../shared/supply/place.ts";
import { countryName } from "../../shared/values/country-name.ts";
import { oneLine } from "../../shared/values/one-line.ts";

/** What a simulation removed, each by its name: `China`, `CATL`, `everyone on the list 1260h`, `port ningbo`. */
export function removedNames({ removed, removals }: Pick<SimulateResult, "removed" | "removals">): string[] {
  const names = new Map(removals.map(({ kind, key, name }) => [`${kind} ${key}`, oneLine(name)]));
  const { countries = [], owners = [], suppliers = [], lists = [] } = removed ?? {};
  return [
    ...countries.map(countryName),
    ...owners.map((owner) => names.get(`owner ${owner}`) ?? oneLine(owner)),
    ...suppliers.map((supplier) => names.get(`supplier ${supplier}`) ?? oneLine(supplier)),
    ...lists.map((list) => `everyone on the list ${oneLine(list)}`),
    ...placeKinds.flatMap((kind) => (removed?.[placeFields[kind]] ?? []).map((name) => `${kind} ${name}`)),
  ];
}
