import type { Command } from "commander";
import { type MappedReport, mappedImport } from "../../functions/import/mapped/import-mapped.ts";
import type { SupplierNames } from "../../functions/import/mapped/supplier-names.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import { warn } from "../../functions/import/tables/import-report.ts";
import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import { type Policies, unitFor } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { comparingPositions } from "../cloud/equal-positions.ts";
import { lookAtNames, type NewNames } from "../cloud/new-names.ts";
import { readMappingFile } from "../input/mapping-file.ts";
import { UsageError } from "../input/usage-error.ts";
import { equalSentence } from "../text/equal-positions.ts";
import { addFileCommand, addReplace, type ImportFlags } from "./file-import.ts";

interface MapOptions extends ImportFlags {
  map: string;
  sector?: SectorId;
}

/** Adds `import map`. */
export function addImportMap(
  parent: Command,
  policies: Policies,
  importIn: (files: string[], options: ImportFlags, importOf: (cloud: Cloud) => FileImport) => Promise<void>,
): void {
  addReplace(addFileCommand(parent, "map", "any table, by a mapping that import suggest has written"))
    .requiredOption("--map <mapping>", "how the table becomes positions: a mapping.json")
    .option("--sector <sector>", "the sector of all rows, whatever the mapping says")
    .action(async (files: string[], options: MapOptions) => {
      await importIn(files, options, importBy(options, policies));
    });
}

function importBy(
  { map, sector = null, dryRun }: Pick<MapOptions, "map" | "dryRun"> & { sector?: SectorId | null },
  policies: Policies,
) {
  const mapping = readMappingFile(map);
  if (sector === null && mapping.columns.sector === undefined)
    throw new UsageError("the mapping names no sector: say --sector, or add sector to its columns");
  const measured = sector === null ? null : unitFor(policies, sector);
  if (measured !== null && "problem" in measured) throw new BrokenPolicyError(measured);
  const { supplierId } = mapping.columns;
  return (cloud: Cloud): FileImport =>
    async (bytes, ports, of): Promise<MappedReport & { newNames?: NewNames }> => {
      let newNames: NewNames | null = null;
      const onNames = async (names: SupplierNames) => {
        if (supplierId?.column === undefined) return null;
        const supplier = { ...supplierId, column: supplierId.column };
        const { known, found } = await lookAtNames(names, { cloud, policies, map, supplier });
        newNames = found;
        return known;
      };
      const importOne = mappedImport({ mapping, sector, mostBytes: Number.POSITIVE_INFINITY, onNames });
      const comparing = comparingPositions(ports, cloud);
      const report = await importOne(bytes, comparing.ports, of);
      // What --replace would remove is still stored then.
      const isComparable = dryRun !== true || of.replace !== true;
      if (report.added > 0 && isComparable)
        warn(
          report,
          (await comparing.equal()).map((one) => equalSentence(one, report.mapped.unit, dryRun === true)),
        );
      return newNames === null ? report : { ...report, newNames };
    };
}
