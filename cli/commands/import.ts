import type { Command } from "commander";
import { usaspendingImport } from "../../functions/import/public/usaspending.ts";
import {
  censusImport,
  type FileImport,
  nativeKinds,
  usitcImport,
} from "../../functions/import/tables/formats.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { PoliciesInUse } from "../cloud/policy-folder.ts";
import { checkedItem, measuredIn } from "../input/table-flags.ts";
import { addExamples } from "../terminal/examples.ts";
import { addFileCommand, addReplace, type ImportFlags, runImport } from "./file-import.ts";
import { addImportConfirm } from "./import-confirm.ts";
import { addImportMap } from "./import-map.ts";
import { addImportNative } from "./import-native.ts";
import { addImportOwners } from "./import-owners.ts";
import { addImportSuggest } from "./import-suggest.ts";
import { addImportTrade } from "./import-trade.ts";

interface UsitcOptions extends ImportFlags {
  sector: SectorId;
  item?: string;
}

/** Adds `import` with its commands. The exit code is 2 when rows were rejected. */
export function addImport(
  program: Command,
  policyFolder: PoliciesInUse,
  setExitCode: (code: number) => void,
): void {
  const command = addExamples(program.command("import"), [
    [
      "import suggest orders.csv --sector ai",
      "a table of your own: what its columns are taken for; writes mapping.json",
    ],
    [
      "import map orders.csv --map mapping.json --dry-run",
      "what it would add by that mapping, without writing",
    ],
    [
      "import positions positions.csv --stack Chokepoint",
      "a file that has the columns of Chokepoint, into a deployment",
    ],
    ["import usaspending --help", "how to take over a public table; each kind has examples"],
  ]).description("take over files of positions, suppliers, links or holdings");
  const importIn = async (files: string[], options: ImportFlags, importOf: (cloud: Cloud) => FileImport) => {
    const rejected = await runImport(files, options, importOf, policyFolder);
    if (rejected) setExitCode(2);
  };
  const importWith = (files: string[], options: ImportFlags, importOne: FileImport) =>
    importIn(files, options, () => importOne);
  for (const kind of nativeKinds) addImportNative(command, kind, importWith);
  addReplace(
    addFileCommand(
      command,
      "usitc",
      "USITC DataWeb imports by country: a table, or an export as it is downloaded",
    ),
  )
    .requiredOption("--sector <sector>", "the sector that the imports supply")
    .option("--item <item>", "what the goods are; their HTS code unless given")
    .action((files: string[], options: UsitcOptions) =>
      importWith(files, options, checkedUsitc(options, policyFolder.policies)),
    );
  addReplace(addFileCommand(command, "census", "Census API JSON: US imports by HS code and country"))
    .requiredOption("--sector <sector>", "the sector that the imports supply")
    .option("--item <item>", "what the goods are; their HTS code unless given")
    .action((files: string[], options: UsitcOptions) =>
      importWith(
        files,
        options,
        censusImport(
          measuredIn(options, policyFolder.policies),
          checkedItem(options),
          Number.POSITIVE_INFINITY,
        ),
      ),
    );
  addImportTrade(command, policyFolder.policies, importWith);
  addReplace(addFileCommand(command, "usaspending", "USAspending Contracts_PrimeTransactions download"))
    .requiredOption("--sector <sector>", "the sector that the contracts supply")
    .action((files: string[], options: UsitcOptions) =>
      importWith(
        files,
        options,
        usaspendingImport(measuredIn(options, policyFolder.policies), Number.POSITIVE_INFINITY),
      ),
    );
  addImportOwners(command, importWith);
  addImportSuggest(command, policyFolder);
  addImportMap(command, policyFolder.policies, importIn);
  addImportConfirm(command, policyFolder, setExitCode);
}

function checkedUsitc({ sector, item }: UsitcOptions, policies: Policies): FileImport {
  const measured = measuredIn({ sector }, policies);
  return usitcImport(measured, checkedItem({ item }));
}
