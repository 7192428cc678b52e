import type { ObjectPlace } from "../../../shared/contract/import-payload.ts";
import type { Mapping } from "../../../shared/mapping/mapping.ts";
import { parseMapping } from "../../../shared/mapping/parse-mapping.ts";
import type { ObjectStore } from "../../ports/objects.ts";
import { MOST_UNPACKED_BYTES } from "../files/gunzip.ts";
import { UnusableFile } from "../files/row.ts";
import { mappedImport } from "../mapped/import-mapped.ts";
import type { ObjectImportPorts } from "../ports.ts";
import type { FileImport } from "../tables/formats.ts";

const MOST_MAPPING_BYTES = 1_000_000;
const TOO_LARGE = "is larger than 1 MB, and is no mapping";

/** The mapping in an object, or why it cannot be used; `null` when there is no such object. */
export async function readMapping(
  place: ObjectPlace,
  objects: ObjectStore,
): Promise<{ mapping: Mapping } | { problem: string } | null> {
  const found = await objects.look(place);
  if (found === null) return null;
  if (found.bytes > MOST_MAPPING_BYTES) return { problem: TOO_LARGE };
  const pieces: Uint8Array[] = [];
  for await (const bytes of objects.read(place)) pieces.push(bytes);
  return parseMapping(Buffer.concat(pieces).toString("utf8"));
}

/** Imports tables by the mapping in an object. @throws UnusableFile when there is none that can be used. */
export async function importBy(place: ObjectPlace, { objects }: ObjectImportPorts): Promise<FileImport> {
  const read = await readMapping(place, objects);
  if (read === null) throw new UnusableFile(`has no mapping: put ${place.key} first, then this file again`);
  if ("problem" in read) throw new UnusableFile(`cannot be read by ${place.key}, which ${read.problem}`);
  return mappedImport({ mapping: read.mapping, sector: null, mostBytes: MOST_UNPACKED_BYTES });
}
