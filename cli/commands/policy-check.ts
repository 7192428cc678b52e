import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { checkPolicies, type PolicyCheck, type SectorCheck } from "../input/policy-check.ts";
import { addExamples } from "../terminal/examples.ts";
import { columns, errorLine, print, printJson } from "../terminal/output.ts";

interface CheckOptions {
  json?: true;
}

type SetExitCode = (code: number) => void;

/** Adds `policy check`. The exit code is 2 when something cannot be used. */
export function addPolicyCheck(parent: Command, inUse: PolicyFolder, setExitCode: SetExitCode): void {
  addChecking(parent, "check", "read the policies of a folder, and say what is wrong with each", (folder) => {
    const check = checkPolicies(folder ?? inUse.folder);
    const rows = check.sectors.flatMap((sector) => (sector.problem === null ? [heldRow(sector)] : []));
    return { check, rows, failures: [], setExitCode };
  });
}

/** Adds `policy test`. The exit code is 1 when a test fails or a rule has none, and 2 when something cannot be used. */
export function addPolicyTest(parent: Command, inUse: PolicyFolder, setExitCode: SetExitCode): void {
  addChecking(parent, "test", "run the tests of the policies of a folder", (folder) => {
    const check = checkPolicies(folder ?? inUse.folder);
    const sound = check.sectors.filter(({ problem }) => problem === null);
    const failures = sound.flatMap(({ sector, differences, untested }) => [
      ...differences,
      ...untested.map((rule) => `${sector}: the rule ${rule} has no test: add one to ${sector}.test.json`),
    ]);
    return { check, rows: sound.map(testedRow), failures, setExitCode };
  });
}

interface Checked {
  check: PolicyCheck;
  rows: string[][];
  failures: string[];
  setExitCode: SetExitCode;
}

function addChecking(
  parent: Command,
  name: string,
  description: string,
  work: (folder: string | undefined) => Checked,
): void {
  addExamples(parent.command(name), [
    [`policy ${name}`, "the policies in use"],
    [`policy ${name} own --json`, "those of a folder of your own, for a script"],
  ])
    .description(description)
    .argument("[folder]", "the folder; the one in use unless given")
    .option("--json", "print only JSON")
    .action((folder: string | undefined, { json }: CheckOptions) => show(work(folder), json === true));
}

function show({ check, rows, failures, setExitCode }: Checked, isJson: boolean): void {
  if (isJson) printJson(check);
  else if (rows.length > 0) print(...columns(rows));
  const unusable = [...check.sectors.flatMap(({ problem }) => problem ?? []), ...check.problems];
  for (const sentence of [...unusable, ...failures]) errorLine(sentence);
  if (unusable.length > 0) setExitCode(2);
  else if (failures.length > 0) setExitCode(1);
}

function heldRow({ sector, unit, rules, tests }: SectorCheck): string[] {
  return [
    sector,
    `${counted(rules)} ${noun(rules, "rule")}`,
    `${counted(tests)} ${noun(tests, "test")}`,
    unit ?? "",
  ];
}

function testedRow({ sector, tests, differences }: SectorCheck): string[] {
  const what = `${counted(tests)} ${noun(tests, "test")}`;
  return [
    sector,
    differences.length === 0 ? `${what} passed` : `${what}, ${counted(differences.length)} wrong`,
  ];
}
