import type { ObjectEvent, ObjectPlace } from "../../../shared/contract/import-payload.ts";
import type { ObjectFound } from "../../ports/objects.ts";
import { during } from "../../runtime/during.ts";
import { MOST_UNPACKED_BYTES, TOO_MUCH_TEXT, unpack } from "../files/gunzip.ts";
import { UnusableFile } from "../files/row.ts";
import type { ObjectImportPorts } from "../ports.ts";
import type { ImportReport } from "../tables/import-report.ts";
import { rememberUnusable } from "../tables/refused-rows.ts";
import { importBy, readMapping } from "./bucket-mapping.ts";
import { type KeyedFile, readKey } from "./object-key.ts";
import { clearRejects, writeRejects } from "./rejects.ts";
import { forgetStray, rememberStray } from "./stray-object.ts";

/** What became of an object. */
export interface ObjectImport extends ObjectPlace {
  status: "imported" | "refused" | "gone" | "ignored";
  /** Why it was not imported. */
  reason?: string;
  /** What was imported. Rejected rows are listed in a file of their own. */
  report?: Omit<ImportReport, "rejections">;
  /** The key of that file. */
  rejects?: string;
  /** Sectors whose supply may have changed. */
  started: string[];
}

// Each round imports a newer version. So many uploads of one key in such a short time mean that something is wrong.
const MOST_VERSIONS = 10;

/**
 * Imports the current version of an object, whatever version the event was about; after a deletion nothing. When a newer
 * version has come meanwhile, it is imported as well. So of several invocations for one key at the same time, the last one
 * ends with the newest version.
 */
export async function importObject(
  { wasDeleted, ...place }: ObjectEvent,
  ports: ObjectImportPorts,
): Promise<ObjectImport> {
  const reading = readKey(place.key, ports.policies);
  if ("ignored" in reading) return { ...place, status: "ignored", reason: reading.ignored, started: [] };
  if ("refused" in reading) return await refuseKey(place, reading.refused, ports);
  if ("mappingKey" in reading) return await checkMapping(place, ports);
  await forgetStray(place, ports);
  // The version that is left was imported when it was put, and newer files may have changed its rows since.
  if (wasDeleted === true) return { ...place, status: "ignored", reason: VERSION_DELETED, started: [] };
  const sectors = new Set<string>();
  const look = () => during("looking at it", () => ports.objects.look(place));
  let found = await look();
  for (let version = 0; version < MOST_VERSIONS; version += 1) {
    if (found === null) return { ...place, status: "gone", reason: GONE, started: [...sectors] };
    const result = await importVersion({ ...place, ...found }, reading.file, sectors, ports);
    const now = await look();
    if (now === null || now.version === found.version) return { ...result, started: [...sectors].sort() };
    found = now;
  }
  throw new Error(`changed during each of ${MOST_VERSIONS} imports of it`);
}

/** Says whether a mapping can be used. One that cannot is remembered like an object whose key cannot be read. */
async function checkMapping(place: ObjectPlace, ports: ObjectImportPorts): Promise<ObjectImport> {
  const read = await during("reading the mapping", () => readMapping(place, ports.objects));
  if (read !== null && "problem" in read) return await refuseKey(place, read.problem, ports);
  await during("removing why it was refused", () => clearRejects(place, ports.objects));
  await forgetStray(place, ports);
  if (read === null) return { ...place, status: "gone", reason: GONE, started: [] };
  return { ...place, status: "ignored", reason: IS_MAPPING, started: [] };
}

const IS_MAPPING = "is the mapping of the tables beside it: it holds for those that are put from now on";

/** Remembers an object whose key cannot be read, until the object is gone: nothing else repairs that. */
async function refuseKey(
  place: ObjectPlace,
  reason: string,
  ports: ObjectImportPorts,
): Promise<ObjectImport> {
  if (await during("looking for it", () => ports.objects.exists(place))) {
    await rememberStray(place, reason, ports);
    return await refuse(place, reason, ports);
  }
  await during("removing why it was refused", () => clearRejects(place, ports.objects));
  await forgetStray(place, ports);
  return { ...place, status: "gone", reason: GONE, started: [] };
}

const VERSION_DELETED = "a version of it was deleted: what was imported of it stays";
const GONE = "is not there, or no longer";

type Result = Omit<ObjectImport, "started">;

async function importVersion(
  object: ObjectPlace & ObjectFound,
  file: KeyedFile,
  sectors: Set<string>,
  ports: ObjectImportPorts,
): Promise<Result> {
  const { bucket, key } = object;
  const report = await during("importing it", () => readInto(object, file, sectors, ports));
  if (report instanceof UnusableFile) {
    await rememberUnusable({ ...file, digest: object.version }, report.message, ports);
    return await refuse({ bucket, key }, report.message, ports);
  }
  if (file.touches === "every sector" && report.rows > 0) {
    for (const sector of ports.policies.keys()) sectors.add(sector);
  }
  const { rejections, ...rest } = report;
  const result = { bucket, key, status: "imported" as const, report: { ...rest, ...few(rest.warnings) } };
  if (rejections.length === 0) {
    await during("removing what was rejected before", () => clearRejects({ bucket, key }, ports.objects));
    return result;
  }
  const write = () => writeRejects({ bucket, key }, { status: "imported", report }, ports.objects);
  return { ...result, rejects: await during("writing what was rejected", write) };
}

/** Imports a version into the tables. An unusable file is an answer and no failure: another try would not help. */
async function readInto(
  { bucket, key, bytes, version }: ObjectPlace & ObjectFound,
  { importOne, replace, isPacked, rememberedAs }: KeyedFile,
  sectors: Set<string>,
  ports: ObjectImportPorts,
): Promise<ImportReport | UnusableFile> {
  if (bytes > MOST_UNPACKED_BYTES) return new UnusableFile(TOO_MUCH_TEXT);
  const stored = ports.objects.read({ bucket, key });
  try {
    const importBytes =
      "mappingKey" in importOne ? await importBy({ bucket, key: importOne.mappingKey }, ports) : importOne;
    return await importBytes(isPacked ? unpack(stored) : stored, ports, {
      file: key,
      rememberedAs,
      ...(ports.runner === undefined ? {} : { runner: ports.runner }),
      from: { via: "bucket", bucket, key, version: objectVersion(version) },
      replace,
      onSector: (sector) => sectors.add(sector),
    });
  } catch (error) {
    if (error instanceof UnusableFile) return error;
    throw error;
  }
}

/** The S3 version of an object; `null` in a bucket without versions. */
function objectVersion(version: string): string | null {
  const [id = ""] = version.split(" ");
  return id === "undefined" || id === "null" || id === "" ? null : id;
}

async function refuse(
  place: ObjectPlace,
  reason: string,
  { objects }: ObjectImportPorts,
): Promise<ObjectImport> {
  const write = () => writeRejects(place, { status: "refused", reason }, objects);
  const rejects = await during("writing why it was refused", write);
  return { ...place, status: "refused", reason, rejects, started: [] };
}

// An answer of Lambda has at most 6 MB. The report in the bucket has all warnings.
const MOST_WARNINGS_LOGGED = 100;

function few(warnings: string[]): { warnings: string[] } {
  const more = warnings.length - MOST_WARNINGS_LOGGED;
  if (more <= 0) return { warnings };
  return { warnings: [...warnings.slice(0, MOST_WARNINGS_LOGGED), `and ${more} more`] };
}
