import type { Command } from "commander";
import type { ImportReport } from "../../functions/import/import-file.ts";
import type { Rejection } from "../../functions/import/rows.ts";
import { kebabCaseSchema } from "../../shared/identifier.ts";
import { policies, unknownSector } from "../../shared/policies.ts";
import { type FileImport, importFiles, nativeImports, usitcImport } from "../import-files.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../open-cloud.ts";
import { errorLine, print, printJson } from "../output.ts";
import { UsageError } from "../usage-error.ts";

interface ImportOptions extends CloudOptions {
  replace?: true;
  json?: true;
}

interface UsitcOptions extends ImportOptions {
  sector: string;
  item?: string;
}

/** Adds `import positions|suppliers|links|usitc`. The exit code says when rows were rejected. */
export function addImport(program: Command, setExitCode: (code: number) => void): void {
  const command = program.command("import").description("take over files of positions, suppliers or links");
  const importWith = async (files: string[], options: ImportOptions, importOne: FileImport) => {
    const rejected = await runImport(files, options, importOne);
    if (rejected) setExitCode(2);
  };
  for (const [kind, importOne] of Object.entries<FileImport>(nativeImports)) {
    const native = addFileCommand(command, kind, `native CSV of ${kind}`);
    if (kind !== "suppliers") addReplace(native);
    native.action((files: string[], options: ImportOptions) => importWith(files, options, importOne));
  }
  addReplace(addFileCommand(command, "usitc", "USITC DataWeb imports by country"))
    .requiredOption("--sector <sector>", "the sector that the imports supply")
    .option("--item <item>", "what the goods are; their HTS code unless given")
    .action((files: string[], options: UsitcOptions) => importWith(files, options, checkedUsitc(options)));
}

function addFileCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .argument("<file...>")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption);
}

function addReplace(command: Command): Command {
  return command.option("--replace", "also remove rows of the same source that are gone from the file");
}

function checkedUsitc({ sector, item }: UsitcOptions): FileImport {
  const policy = policies.get(sector);
  if (policy === undefined) throw new UsageError(unknownSector(sector));
  const checked = kebabCaseSchema.nullable().safeParse(item ?? null);
  if (!checked.success) throw new UsageError(`--item ${checked.error.issues[0]?.message}`);
  return usitcImport(policy, checked.data);
}

async function runImport(files: string[], options: ImportOptions, importOne: FileImport): Promise<boolean> {
  const reports: ImportReport[] = [];
  const onReport = (report: ImportReport) => {
    reports.push(report);
    if (options.json !== true) print(...reportLines(report));
    for (const rejection of report.rejections) errorLine(rejectionText(report.file, rejection));
    const unlisted = report.rejected - report.rejections.length;
    if (unlisted > 0) errorLine(`${report.file}: and ${unlisted} more rows were rejected`);
  };
  try {
    await withCloud(options, ({ importPorts }) =>
      importFiles(files, importOne, importPorts, options.replace === true, onReport),
    );
  } finally {
    if (options.json === true) printJson(reports);
  }
  return reports.some(({ rejected }) => rejected > 0);
}

/** What an import did, for a terminal. */
export function reportLines(report: ImportReport): string[] {
  const { file, rows, added, changed, unchanged, removed, rejected, warnings } = report;
  const counts = [`${added} new`, `${changed} changed`, `${unchanged} unchanged`];
  if (removed > 0) counts.push(`${removed} removed`);
  if (rejected > 0) counts.push(`${rejected} rejected`);
  return [`${file}: ${rows} rows: ${counts.join(", ")}`, ...warnings.map((warning) => `  note: ${warning}`)];
}

function rejectionText(file: string, { line, column, reason }: Rejection): string {
  return `${file}: line ${line}${column === null ? "" : `, ${column}`}: ${reason}`;
}
