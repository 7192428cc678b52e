import type { RemovedSet } from "../look-through/removed-set.ts";
import { type PlaceKind, placeFields, placeKinds } from "../supply/place.ts";
import type { SectorId } from "../values/identifier.ts";
import { nearestHint } from "../values/nearest-hint.ts";
import { quoted } from "../values/parse.ts";
import type { View } from "./view.ts";

/** The places that a set names, as suppliers and links of the views write them; or why one of them cannot be removed. */
export function removablePlaces(
  asked: RemovedSet,
  views: readonly View[],
  sector: SectorId,
): RemovedSet | { problem: string } {
  let removed: RemovedSet = {};
  for (const kind of placeKinds) {
    const names = asked[placeFields[kind]];
    if (names === undefined) continue;
    const known = placesNamed(kind, views);
    const written = [...new Set(names.map(asWritten))];
    const unknown = names.find((name) => !known.has(asWritten(name)));
    if (unknown !== undefined) return { problem: noPlace(kind, unknown, known, sector) };
    removed = { ...removed, [placeFields[kind]]: written };
  }
  return removed;
}

/** A name as files write it: `Ningbo Zhoushan` is `ningbo-zhoushan`. */
function asWritten(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, "-");
}

function placesNamed(kind: PlaceKind, views: readonly View[]): Set<string> {
  return new Set(
    views.flatMap(({ network: { affiliations, graph } }) => [
      ...affiliations.flatMap(({ places }) => places[kind] ?? []),
      ...graph.links.flatMap((link) => link[kind] ?? []),
    ]),
  );
}

function noPlace(kind: PlaceKind, name: string, known: ReadonlySet<string>, sector: SectorId): string {
  if (known.size === 0) {
    return `no supplier or link in the supply of ${sector} names a ${kind}: fill the column ${kind} of suppliers or links`;
  }
  const hint = nearestHint(asWritten(name), known, `its ${placeFields[kind]} are`);
  return `${kind} ${quoted(name)} does not occur in the supply of ${sector}, in any tier; ${hint}`;
}
