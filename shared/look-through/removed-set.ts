import type { Affiliation } from "../supply/affiliation.ts";
import type { Link } from "../supply/link.ts";
import { type Belongs, controlledFrom, ownedBy, placedIn, standsOn } from "../supply/membership.ts";
import { type PlaceKind, placeFields, placeKinds } from "../supply/place.ts";
import type { CountryCode } from "../values/identifier.ts";

/** What is removed from the world: countries, owners, suppliers, places, or all suppliers on restricted lists. */
export interface RemovedSet {
  countries?: readonly string[] | undefined;
  owners?: readonly string[] | undefined;
  suppliers?: readonly string[] | undefined;
  lists?: readonly string[] | undefined;
  plants?: readonly string[] | undefined;
  ports?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
}

/** Whether a supplier belongs to a set. */
export type SupplierTest = (supplierId: string, affiliation: Affiliation) => Belongs;

/**
 * The test of whether a supplier belongs to the set: by its id, its owner, a list, the country that it is controlled from,
 * its own country, or one of its places.
 */
export function belongsTo(set: RemovedSet): SupplierTest {
  const { owned, standing } = sidesOf(set);
  return (supplierId, affiliation) =>
    most([owned(supplierId, affiliation), standing(supplierId, affiliation)]);
}

/** The two tests of which one is enough: by its id and who is behind it (`owned`), and by where it is itself (`standing`). */
export function sidesOf(set: RemovedSet): Record<"owned" | "standing", SupplierTest> {
  const suppliers = new Set(set.suppliers);
  const owners = new Set(set.owners);
  const countries = new Set(set.countries);
  const places = placeKinds.map((kind) => [kind, new Set(set[placeFields[kind]])] as const);
  return {
    owned: (supplierId, affiliation) =>
      most([
        suppliers.has(supplierId) ? "yes" : "no",
        ownedBy(affiliation, owners),
        controlledFrom(affiliation, countries),
        ...(set.lists ?? []).map((list) => standsOn(affiliation, list)),
      ]),
    standing: (_, affiliation) =>
      most([
        standsIn(affiliation, countries),
        ...places.map(([kind, wanted]) => placedIn(affiliation.places[kind], wanted)),
      ]),
  };
}

function standsIn({ country }: Affiliation, countries: ReadonlySet<string>): Belongs {
  if (countries.size === 0) return "no";
  if (country === null) return "maybe";
  return countries.has(country) ? "yes" : "no";
}

function most(answers: Belongs[]): Belongs {
  if (answers.includes("yes")) return "yes";
  return answers.includes("maybe") ? "maybe" : "no";
}

/** Whether goods of this origin are made in one of the set's countries. An unknown origin may be any country. */
export function madeIn(originCountry: CountryCode | null, { countries }: RemovedSet): Belongs {
  if (!hasAny(countries)) return "no";
  if (originCountry === null) return "maybe";
  return countries?.includes(originCountry) ? "yes" : "no";
}

/** Whether an origin is known, and is one of the set's countries. */
function isMadeIn(originCountry: CountryCode | null, { countries }: RemovedSet): boolean {
  return originCountry !== null && countries?.includes(originCountry) === true;
}

/** Whether the share of a link is certainly lost, because the link names a country or a place of the set. */
export function isCutBy(link: Link, set: RemovedSet): boolean {
  return isMadeIn(link.originCountry, set) || placeCutting(link, set) !== null;
}

/** The place that a link names and the set removes; `null` when there is none. */
export function placeCutting(link: Link, set: RemovedSet): { kind: PlaceKind; key: string } | null {
  for (const kind of placeKinds) {
    const key = link[kind];
    if (key !== undefined && set[placeFields[kind]]?.includes(key)) return { kind, key };
  }
  return null;
}

function hasAny(keys: readonly string[] | undefined): boolean {
  return keys !== undefined && keys.length > 0;
}
