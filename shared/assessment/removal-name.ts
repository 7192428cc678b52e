import type { Removal, RemovalKind } from "../look-through/removal.ts";
import { type PlaceKind, placeKinds } from "../supply/place.ts";
import { countryName } from "../values/country-name.ts";

/** What readers call what is removed: `China`, `CATL`, `port ningbo`. */
export function removalName(
  { kind, key }: Pick<Removal, "kind" | "key">,
  nameOf: (id: string) => string,
): string {
  if (isPlace(kind)) return `${kind} ${key}`;
  return kind === "country" ? countryName(key) : nameOf(key);
}

function isPlace(kind: RemovalKind): kind is PlaceKind {
  return placeKinds.some((place) => place === kind);
}
