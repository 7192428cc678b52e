import { importPrefixes, rejectsPrefix } from "../../../shared/contract/buckets.ts";
import { type FileKind, fileFacts } from "../../../shared/imports/file-kind.ts";
import { isMappingKey } from "../../../shared/imports/stray-file.ts";
import { type MeasuredSector, type Policies, unitFor } from "../../../shared/policy/policies.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { MOST_UNPACKED_BYTES } from "../files/gunzip.ts";
import { comextImport } from "../public/comext-import.ts";
import { comtradeImport } from "../public/comtrade-import.ts";
import type { TradeOptions } from "../public/trade-import.ts";
import { usaspendingImport } from "../public/usaspending.ts";
import {
  censusImport,
  type FileImport,
  type NativeKind,
  nativeImport,
  usitcImport,
} from "../tables/formats.ts";
import { endings } from "./endings.ts";
import { isPlain } from "./plain-key.ts";

/** How to import a file, as its key says. */
export interface KeyedFile {
  /** By what it is imported: by a mapping, which stands in the bucket as well, or by the format itself. */
  importOne: FileImport | { mappingKey: string };
  /** Whether rows of the same source that are gone from the file are removed. */
  replace: boolean;
  /** Whether it is packed with gzip. */
  isPacked: boolean;
  /** Which sectors it changes: those of its positions, or every sector. */
  touches: "its sectors" | "every sector";
  /** Its name in the records of refused rows: the same inside and outside of a folder `replace/`. */
  rememberedAs: string;
  kind: FileKind;
  /** The sector of all its rows; `null` when the rows name their sectors. */
  sector: SectorId | null;
}

/** What a key says: how to import the object, that it is a mapping, or why it is not imported. */
export type KeyReading =
  | { file: KeyedFile }
  | { mappingKey: string }
  | { ignored: string }
  | { refused: string };

/**
 * Reads `usitc/<sector>/…csv`, `census/<sector>/…json` or `usaspending/<sector>/…csv`, each also as `.gz`, and tables of any
 * form: `comext/<sector>/…`, `comtrade/<sector>/…`, `positions/…`, `suppliers/…`, `links/…`, `holdings/…`, and `map/<name>/…` beside its `mapping.json`.
 */
export function readKey(key: string, policies: Policies): KeyReading {
  if (key.startsWith(rejectsPrefix)) return { ignored: "was written by an import" };
  if (key.endsWith("/")) return { ignored: "is a folder" };
  if (!isPlain(key)) {
    return {
      refused: 'the key must not hold empty parts, "." or "..", backslashes or control characters',
    };
  }
  const [folder = "", ...path] = key.split("/");
  if (!importPrefixes.some((prefix) => key.startsWith(prefix))) {
    return { refused: `the key must begin with ${importPrefixes.join(", ")}` };
  }
  return readers[folder as FileKind](path, policies);
}

const readers: Record<FileKind, (path: string[], policies: Policies) => KeyReading> = {
  positions: (path) => readNativePath("positions", path),
  suppliers: (path) => readNativePath("suppliers", path),
  links: (path) => readNativePath("links", path),
  holdings: (path) => readNativePath("holdings", path),
  usitc: (path, policies) => readSectorPath("usitc", path, policies, (policy) => usitcImport(policy, null)),
  census: (path, policies) =>
    readSectorPath("census", path, policies, (policy) => censusImport(policy, null, MOST_UNPACKED_BYTES)),
  comext: (path, policies) =>
    readSectorPath("comext", path, policies, (policy) => comextImport(everything(policy))),
  comtrade: (path, policies) =>
    readSectorPath("comtrade", path, policies, (policy) => comtradeImport(everything(policy))),
  usaspending: (path, policies) =>
    readSectorPath("usaspending", path, policies, (policy) => usaspendingImport(policy, MOST_UNPACKED_BYTES)),
  map: readMapPath,
};

function readNativePath(kind: NativeKind, path: string[]): KeyReading {
  if (!fileFacts[kind].hasSource && isReplacing(path)) {
    return { refused: `${kind} have no source, so there is nothing to replace: put it under ${kind}/` };
  }
  const importOne = nativeImport(kind, { layout: {}, mostBytes: MOST_UNPACKED_BYTES });
  return readName([kind], path, { importOne, kind, sector: null });
}

/** Reads a key below a folder of public tables: its first part names the sector. */
function readSectorPath(
  kind: "usitc" | "census" | "comext" | "comtrade" | "usaspending",
  [sector = "", ...path]: string[],
  policies: Policies,
  importOf: (policy: MeasuredSector) => FileImport,
): KeyReading {
  if (path.length === 0)
    return {
      refused: `the key must name the sector: ${kind}/us-storage-imports/FILE.${kind === "census" ? "json" : "csv"}`,
    };
  const measured = unitFor(policies, sector);
  if ("problem" in measured) return { refused: measured.problem };
  return readName([kind, sector], path, { importOne: importOf(measured), kind, sector });
}

/** All that stands in a table of trade statistics. */
function everything(policy: MeasuredSector): TradeOptions {
  return {
    policy,
    reporter: null,
    products: [],
    items: new Map(),
    item: null,
    mostBytes: MOST_UNPACKED_BYTES,
  };
}

/** The name of the mapping in a folder of tables. */
const MAPPING = "mapping.json";

function readMapPath([name = "", ...path]: string[]): KeyReading {
  if (path.length === 0)
    return { refused: `the key must name a folder: map/NAME/${MAPPING} and map/NAME/FILE` };
  const mappingKey = `map/${name}/${MAPPING}`;
  if (isMappingKey(["map", name, ...path].join("/"))) return { mappingKey };
  if (path.at(-1) === "mapping.schema.json")
    return { ignored: "is the schema of a mapping: only editors read it" };
  if (!endings.map.pattern.test(path.at(-1) ?? ""))
    return { refused: `the key must end with ${endings.map.said}` };
  const replace = isReplacing(path);
  const rememberedAs = ["map", name, ...(replace ? path.slice(1) : path)].join("/");
  const { touches } = fileFacts.map;
  return {
    file: {
      importOne: { mappingKey },
      kind: "map",
      sector: null,
      touches,
      replace,
      isPacked: false,
      rememberedAs,
    },
  };
}

function readName(
  folder: string[],
  path: string[],
  how: Pick<KeyedFile, "importOne" | "sector"> & { kind: Exclude<FileKind, "map"> },
): KeyReading {
  const { pattern, said } = endings[how.kind];
  const [, packed] = pattern.exec(path.at(-1) ?? "") ?? [null, null];
  if (packed === null) return { refused: `the key must end with ${said}` };
  const replace = isReplacing(path);
  const rememberedAs = [...folder, ...(replace ? path.slice(1) : path)].join("/");
  const { touches } = fileFacts[how.kind];
  return { file: { ...how, touches, replace, isPacked: packed !== undefined, rememberedAs } };
}

/** Whether a file is in a folder `replace/`. */
function isReplacing([first, ...rest]: string[]): boolean {
  return first === "replace" && rest.length > 0;
}
