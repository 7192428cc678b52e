import * as z from "zod";
import { placeNameSchema } from "../values/identifier.ts";

/** What several suppliers may share that stops them at once. */
export const placeKinds = ["plant", "port", "region"] as const;
export type PlaceKind = (typeof placeKinds)[number];

const MOST_PLACES = 50;

const namesSchema = z
  .array(placeNameSchema)
  .max(MOST_PLACES, `names more than ${MOST_PLACES}`)
  .exactOptional();

/** The fields of a supplier that say where all that it delivers comes from, or passes. */
export const placesShape = { plant: namesSchema, port: namesSchema, region: namesSchema } satisfies Record<
  PlaceKind,
  z.ZodType
>;

/**
 * Where all that a supplier delivers comes from, or passes. A kind that is left out is not known. An empty list says that
 * there is none. Of several names of a kind each has a part, and it is not known how much.
 */
export type Places = { readonly [Kind in PlaceKind]?: readonly string[] };

/** What a set calls its places of each kind. */
export const placeFields = { plant: "plants", port: "ports", region: "regions" } as const satisfies Record<
  PlaceKind,
  string
>;

/** A share for each kind of place that is named in a sector. */
export type PlacedShares = { readonly [Kind in PlaceKind]?: number };

/** Nothing is known of the places. */
export const NO_PLACES: Places = {};

/** The places of something that has other fields too. */
export function placesOf(one: Places): Places {
  const known = knownPlaces<readonly string[]>(one);
  return Object.keys(known).length === 0 ? NO_PLACES : known;
}

/** The fields of places that are known, without any other. */
export function knownPlaces<Value>(one: { readonly [Kind in PlaceKind]?: Value | undefined }): {
  [Kind in PlaceKind]?: Value;
} {
  const known: { [Kind in PlaceKind]?: Value } = {};
  for (const kind of placeKinds) {
    const value = one[kind];
    if (value !== undefined) known[kind] = value;
  }
  return known;
}

const linkPlaceSchema = placeNameSchema.exactOptional();

/** The fields of a link that say where its share comes from, or passes, beyond what is known of who delivers it. */
export const linkPlacesShape = {
  plant: linkPlaceSchema,
  port: linkPlaceSchema,
  region: linkPlaceSchema,
} satisfies Record<PlaceKind, z.ZodType>;

/** The places that a link names, one of each kind at most. */
export type LinkPlaces = { readonly [Kind in PlaceKind]?: string };

/** What an identity adds for places: nothing where none is named. */
export function canonicalPlaces(one: Places | LinkPlaces): unknown[] {
  const named = placeKinds.map((kind) => one[kind] ?? null);
  return named.every((names) => names === null) ? [] : [{ places: named }];
}
