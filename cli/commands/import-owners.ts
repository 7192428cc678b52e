import type { Command } from "commander";
import { gleifImport } from "../../functions/import/owners/gleif/import-gleif.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import { fileBeside } from "../input/file-beside.ts";
import { addFileCommand, addReplace, type ImportFlags } from "./file-import.ts";

interface GleifOptions extends ImportFlags {
  leis?: string;
  exceptions?: string;
  entities?: string;
}

/** Adds `import gleif`. */
export function addImportOwners(
  parent: Command,
  importWith: (files: string[], options: ImportFlags, importOne: FileImport) => Promise<void>,
): void {
  addReplace(
    addFileCommand(parent, "gleif", "who controls whom: GLEIF's relationship records (golden copy, rr, CSV)"),
  )
    .option("--leis <file>", "the LEIs of your suppliers: a table with the columns supplierId and lei")
    .option("--exceptions <file>", "GLEIF's reporting exceptions (repex): why a company tells no parent")
    .option("--entities <file>", "GLEIF's LEI records (lei2): names and countries of parents")
    .action((files: string[], options: GleifOptions) => importWith(files, options, gleifBy(options)));
}

function gleifBy({ leis, exceptions, entities }: GleifOptions): FileImport {
  return gleifImport({
    ...(leis === undefined ? {} : { leis: fileBeside("--leis", leis) }),
    ...(exceptions === undefined ? {} : { exceptions: fileBeside("--exceptions", exceptions) }),
    ...(entities === undefined ? {} : { entities: fileBeside("--entities", entities) }),
  });
}
