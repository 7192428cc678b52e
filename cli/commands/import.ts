import type { Command } from "commander";
import { type FileImport, nativeImports, usitcImport } from "../../functions/import/tables/formats.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import { type FileKind, fileFacts } from "../../shared/imports/file-kind.ts";
import { type Policies, unitFor } from "../../shared/policy/policies.ts";
import { kebabCaseSchema, type SectorId } from "../../shared/values/identifier.ts";
import { admitOwnRows, type Mixing, mixOption } from "../cloud/mixing.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { importFiles } from "../input/import-files.ts";
import { UsageError } from "../input/usage-error.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import { errorLine, print, printJson } from "../terminal/output.ts";
import { rejectionSentences, reportLines } from "../text/import-report.ts";
import { addImportConfirm } from "./import-confirm.ts";

interface ImportFlags extends CloudOptions, Mixing {
  replace?: true;
  yes?: true;
  json?: true;
}

interface UsitcOptions extends ImportFlags {
  sector: SectorId;
  item?: string;
}

/** Adds `import` with its commands. The exit code is 2 when rows were rejected. */
export function addImport(
  program: Command,
  policyFolder: PolicyFolder,
  setExitCode: (code: number) => void,
): void {
  const command = program.command("import").description("take over files of positions, suppliers or links");
  const importWith = async (files: string[], options: ImportFlags, importOne: FileImport) => {
    const rejected = await runImport(files, options, importOne, policyFolder);
    if (rejected) setExitCode(2);
  };
  for (const [kind, importOne] of Object.entries(nativeImports) as [FileKind, FileImport][]) {
    const native = addFileCommand(command, kind, `native CSV of ${kind}`);
    if (fileFacts[kind].hasSource) addReplace(native);
    native.action((files: string[], options: ImportFlags) => importWith(files, options, importOne));
  }
  addReplace(addFileCommand(command, "usitc", "USITC DataWeb imports by country"))
    .requiredOption("--sector <sector>", "the sector that the imports supply")
    .option("--item <item>", "what the goods are; their HTS code unless given")
    .action((files: string[], options: UsitcOptions) =>
      importWith(files, options, checkedUsitc(options, policyFolder.policies)),
    );
  addImportConfirm(command, policyFolder, setExitCode);
}

function addFileCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .argument("<file...>")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(mixOption)
    .addOption(stackOption);
}

function addReplace(command: Command): Command {
  return command
    .option("--replace", "also remove rows of the same source that are gone from the file")
    .option("--yes", "with --replace: do not ask on a terminal before rows are removed");
}

function checkedUsitc({ sector, item }: UsitcOptions, policies: Policies): FileImport {
  const measured = unitFor(policies, sector);
  if ("problem" in measured) throw new BrokenPolicyError(measured);
  const checked = kebabCaseSchema.nullable().safeParse(item ?? null);
  if (!checked.success) throw new UsageError(`--item ${checked.error.issues[0]?.message}`);
  return usitcImport(measured, checked.data);
}

async function runImport(
  files: string[],
  options: ImportFlags,
  importOne: FileImport,
  policyFolder: PolicyFolder,
): Promise<boolean> {
  const reports: ImportReport[] = [];
  const onReport = (report: ImportReport) => {
    reports.push(report);
    if (options.json !== true) print(...reportLines(report));
    for (const sentence of rejectionSentences(report)) errorLine(sentence);
  };
  const confirm = options.yes !== true && canAsk() ? { confirm: ask } : {};
  try {
    await withCloud(options, policyFolder, async ({ importPorts }) => {
      if (options.stack === undefined) await admitOwnRows(options);
      const replace = options.replace === true;
      await importFiles(files, importOne, importPorts, { replace, ...confirm, onNote: errorLine, onReport });
    });
  } finally {
    if (options.json === true) printJson(reports);
  }
  return reports.some(({ rejected }) => rejected > 0);
}
