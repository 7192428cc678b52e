import type { Policy } from "../../shared/policy.ts";
import type { ImportPorts } from "../ports.ts";
import { importLinks, importPositions, importSuppliers } from "./import.ts";
import type { ImportOptions, ImportReport } from "./import-file.ts";
import { readLinks, readPositions, readSuppliers } from "./native-files.ts";
import { readUsitc } from "./usitc-file.ts";

/** Reads a file of one kind and stores what is in it. */
export type FileImport = (
  bytes: AsyncIterable<Uint8Array>,
  ports: ImportPorts,
  options: ImportOptions,
) => Promise<ImportReport>;

/** The native formats, by the name of what is in them. */
export const nativeImports = {
  positions: (bytes, ports, options) => importPositions(readPositions(bytes), ports, options),
  suppliers: (bytes, ports, options) => importSuppliers(readSuppliers(bytes), ports, options),
  links: (bytes, ports, options) => importLinks(readLinks(bytes), ports, options),
} as const satisfies Record<string, FileImport>;

/** USITC DataWeb imports by country, into a sector. */
export function usitcImport(policy: Policy, item: string | null): FileImport {
  return (bytes, ports, options) => importPositions(readUsitc(bytes, { policy, item }), ports, options);
}
