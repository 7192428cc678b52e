import { type LinkPlaces, type PlaceKind, type Places, placeKinds } from "../../shared/supply/place.ts";

/** The places of a supplier or a link for people: `port ningbo, region fujian`; nothing where none is known. */
export function placesShown(places: Places | LinkPlaces): string {
  return placeKinds.flatMap((kind) => shownOf(kind, places[kind])).join(", ");
}

function shownOf(kind: PlaceKind, names: string | readonly string[] | undefined): string[] {
  if (names === undefined) return [];
  if (typeof names === "string") return [`${kind} ${names}`];
  return names.length === 0 ? [`no ${kind}`] : names.map((name) => `${kind} ${name}`);
}

/** The places of a supplier as its file holds them; `null` where they are not known. */
export function placesCell(names: readonly string[] | undefined): string | null {
  if (names === undefined) return null;
  return names.length === 0 ? "none" : names.join(";");
}
