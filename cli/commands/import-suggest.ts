import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { UnusableFile } from "../../functions/import/files/row.ts";
import { suggestTable, type TableSuggestion } from "../../functions/import/mapped/suggest-table.ts";
import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import { type Policies, unitFor } from "../../shared/policy/policies.ts";
import { policiesFlag } from "../../shared/text/command.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { PoliciesInUse } from "../cloud/policy-folder.ts";
import { writeMapping } from "../input/mapping-file.ts";
import { UsageError } from "../input/usage-error.ts";
import { ask, canAsk } from "../terminal/ask.ts";
import { addExamples } from "../terminal/examples.ts";
import { print, printJson } from "../terminal/output.ts";
import { ownCall } from "../terminal/program-call.ts";
import { suggestionLines } from "../text/suggestion.ts";
import { addLayout, type LayoutFlags, layoutOf } from "./layout-flags.ts";

interface SuggestOptions extends LayoutFlags {
  out: string;
  sector?: SectorId;
  yes?: true;
  json?: true;
}

/** Adds `import suggest`. */
export function addImportSuggest(parent: Command, policyFolder: PoliciesInUse): void {
  const command = addExamples(parent.command("suggest"), [
    [
      "import suggest sample/illustrative-orders.csv --sector ai",
      "look at an export of orders, and write mapping.json",
    ],
    [
      "import suggest orders.xlsx --sheet Lines --out orders.json",
      "one sheet of a workbook, into a mapping of another name",
    ],
  ])
    .description("look at any table, say what its columns are taken for, and write a first mapping.json")
    .argument("<file>")
    .option("--out <mapping>", "where to write the mapping", "mapping.json")
    .option("--sector <sector>", "the sector of all rows");
  addLayout(command)
    .option("--yes", "replace a mapping that is there already")
    .option("--json", "print only JSON")
    .action((file: string, options: SuggestOptions) => suggest(file, options, policyFolder));
}

async function suggest(
  file: string,
  options: SuggestOptions,
  { policies, named }: PoliciesInUse,
): Promise<void> {
  const suggestion = await suggestionOf(file, options, policies);
  const confirm = options.yes === true ? async () => true : canAsk() ? ask : null;
  if (options.json !== true) print(...suggestionLines(basename(file), suggestion));
  const mapping = await writeMapping(options.out, suggestion.mapping, confirm);
  if (options.json === true) printJson({ file: basename(file), ...suggestion, mapping });
  else
    print(
      "",
      `wrote ${options.out}: look through it, then try it, which changes nothing:`,
      `  ${tryCommand(file, options, named)}`,
    );
}

function tryCommand(file: string, { out }: SuggestOptions, named: string | undefined): string {
  const policies = policiesFlag(named === undefined ? null : { policies: named });
  return `${ownCall()} import map ${shellWord(file)} --map ${shellWord(out)} --dry-run${policies}`;
}

/** What a table suggests. @throws UsageError when it cannot be read. */
export async function suggestionOf(
  file: string,
  { sector, ...options }: LayoutFlags & Pick<SuggestOptions, "sector">,
  policies: Policies,
): Promise<TableSuggestion> {
  const measured = sector === undefined ? null : unitFor(policies, sector);
  if (measured !== null && "problem" in measured) throw new BrokenPolicyError(measured);
  const units = new Map(
    [...policies.values()].flatMap((policy) =>
      policy.unit === null ? [] : [[policy.sector, policy.unit] as const],
    ),
  );
  const layout = layoutOf(options);
  const source = basename(file).replace(/(\.(csv|tsv|txt|xlsx))?(\.gz)?$/i, "") || basename(file);
  try {
    return await suggestTable(createReadStream(file), layout, { units, sector: sector ?? null, source });
  } catch (error) {
    throw new UsageError(`${basename(file)}: ${problemOf(error)}`, { cause: error });
  }
}

function problemOf(error: unknown): string {
  if (error instanceof UnusableFile) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is not a file";
  if (code === "EACCES" || code === "EPERM") return `cannot be read (${code})`;
  throw error;
}
