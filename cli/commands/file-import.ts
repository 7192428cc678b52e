import type { Command } from "commander";
import { withoutWriting } from "../../functions/import/mapped/answer.ts";
import type { FileImport } from "../../functions/import/tables/formats.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { admitOwnRows, type Mixing, mixOption } from "../cloud/mixing.ts";
import type { NewNames } from "../cloud/new-names.ts";
import { type CloudOptions, dirOption, placeOf, stackOption, withCloud } from "../cloud/open.ts";
import type { PoliciesInUse } from "../cloud/policy-folder.ts";
import { importFiles } from "../input/import-files.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import { addExamples } from "../terminal/examples.ts";
import { interruptible } from "../terminal/interrupted.ts";
import { errorLine, print, printJson } from "../terminal/output.ts";
import { rejectionSentences, reportLines } from "../text/import-report.ts";
import { newNameLines } from "../text/new-names.ts";
import { importExamples } from "./import-examples.ts";

/** The flags of every command that imports files. */
export interface ImportFlags extends CloudOptions, Mixing {
  replace?: true;
  yes?: true;
  json?: true;
  dryRun?: true;
}

/** Adds a command that takes files. */
export function addFileCommand(
  parent: Command,
  name: keyof typeof importExamples,
  description: string,
): Command {
  return addExamples(parent.command(name), importExamples[name])
    .description(description)
    .argument("<file...>")
    .option("--dry-run", "write nothing: only say what would change")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(mixOption)
    .addOption(stackOption);
}

/** Adds the flags for files that replace what is stored of their sources. */
export function addReplace(command: Command): Command {
  return command
    .option("--replace", "also remove rows of the same source that are gone from the file")
    .option("--yes", "with --replace: do not ask on a terminal before rows are removed");
}

/** Imports files, or only finds out what that would do, and prints it. Whether rows were rejected. */
export async function runImport(
  files: string[],
  options: ImportFlags,
  importOf: (cloud: Cloud) => FileImport,
  policyFolder: PoliciesInUse,
): Promise<boolean> {
  const reports: ImportReport[] = [];
  const isDry = options.dryRun === true;
  const place = placeOf(options, policyFolder);
  const onReport = (report: ImportReport & { newNames?: NewNames }, file: string) => {
    reports.push(report);
    if (options.json !== true) print(...reportLines(report, isDry));
    if (options.json !== true && report.newNames !== undefined)
      print(...newNameLines(report.newNames, { file, place, isDry }));
    for (const sentence of rejectionSentences(report)) errorLine(sentence);
  };
  const confirm = !isDry && options.yes !== true && canAsk() ? { confirm: ask } : {};
  try {
    await withCloud(options, policyFolder, isDry ? "reads" : "changes", async (cloud) => {
      if (options.stack === undefined && !isDry) await admitOwnRows(options);
      const replace = options.replace === true;
      const ports = isDry ? withoutWriting(cloud.importPorts) : cloud.importPorts;
      const told = { replace, isDry, ...confirm, onNote: errorLine, onReport };
      const importOne = importOf(cloud);
      await interruptible((interrupting) => importFiles(files, importOne, ports, { ...told, interrupting }));
    });
  } finally {
    if (options.json === true) printJson(reports);
  }
  return reports.some(({ rejected }) => rejected > 0);
}
