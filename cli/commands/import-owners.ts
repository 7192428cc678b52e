import type { Command } from "commander";
import { bodsImport } from "../../functions/import/owners/bods/import-bods.ts";
import { gleifImport } from "../../functions/import/owners/gleif/import-gleif.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import { fileBeside } from "../input/file-beside.ts";
import { addFileCommand, addReplace, type ImportFlags } from "./file-import.ts";

interface GleifOptions extends ImportFlags {
  leis?: string;
  exceptions?: string;
  entities?: string;
}

interface BodsOptions extends ImportFlags {
  ids?: string;
}

/** Adds `import gleif` and `import bods`. */
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
  addReplace(
    addFileCommand(
      parent,
      "bods",
      "who holds whom: Beneficial Ownership Data Standard 0.4, JSON or JSON lines",
    ),
  )
    .option(
      "--ids <file>",
      "what the standard calls your suppliers: a table with the columns supplierId and id",
    )
    .action((files: string[], options: BodsOptions) => importWith(files, options, bodsBy(options)));
}

function bodsBy({ ids }: BodsOptions): FileImport {
  return bodsImport(ids === undefined ? {} : { ids: fileBeside("--ids", ids) });
}

function gleifBy({ leis, exceptions, entities }: GleifOptions): FileImport {
  return gleifImport({
    ...(leis === undefined ? {} : { leis: fileBeside("--leis", leis) }),
    ...(exceptions === undefined ? {} : { exceptions: fileBeside("--exceptions", exceptions) }),
    ...(entities === undefined ? {} : { entities: fileBeside("--entities", entities) }),
  });
}
