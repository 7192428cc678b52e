import type { Deployed, Item } from "./deployed.ts";

interface Marker {
  importId: string;
  runner: string;
  file: string;
  until: string;
  endedAt: string | null;
}

/**
 * Lets 15 minutes pass for the imports of a sector that were killed: until then their markers say that they may still
 * write, as a function may run so long. Nobody waits for that here. @returns the files that were not imported to their end.
 */
export async function ageLeftMarkers(sector: string, deployed: Deployed): Promise<string[]> {
  const items = await deployed.beside(sector, "importing#");
  const left = items.map((item) => ({ item, marker: markerIn(item) }));
  for (const { item, marker } of left) await deployed.store("assessments", aged(item, marker));
  return left.flatMap(({ marker }) => (marker.endedAt === null ? [marker.file] : []));
}

function markerIn({ marker }: Item): Marker {
  return JSON.parse(marker?.S ?? "{}") as Marker;
}

function aged(item: Item, marker: Marker): Item {
  const past = { ...marker, until: new Date(Date.now() - 1000).toISOString() };
  const { importId, runner, until, endedAt } = past;
  const stamp = [importId, runner, until, endedAt ?? ""].join(" ");
  return { ...item, marker: { S: JSON.stringify(past) }, stamp: { S: stamp } };
}
