import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Option } from "commander";
import { type FileImport, nativeImports, usitcImport } from "../functions/import/tables/formats.ts";
import type { ImportReport } from "../functions/import/tables/import-report.ts";
import { SectorsFailed } from "../functions/recompute/recompute.ts";
import { type Policies, unitFor } from "../shared/policy/policies.ts";
import { isInParts, type SectorResult } from "../shared/recompute/result.ts";
import { type CommandPlace, callOf, placeFlag } from "../shared/text/command.ts";
import { later } from "../shared/values/day.ts";
import type { SectorId } from "../shared/values/identifier.ts";
import type { Cloud } from "./cloud/cloud.ts";
import { rememberPolicies } from "./cloud/folder-policies.ts";
import { inboxFolder, readInbox } from "./cloud/inbox.ts";
import { admitSamples, type Mixing, mixOption } from "./cloud/mixing.ts";
import { placeOf, SAMPLES_DIR, withCloud } from "./cloud/open.ts";
import { namedWhereNeeded, type PoliciesInUse } from "./cloud/policy-folder.ts";
import { reportInto } from "./cloud/report-into.ts";
import { holdsRows } from "./cloud/stored-rows.ts";
import { createCommand, otherPoliciesOption } from "./create-command.ts";
import { refuseWrongCall } from "./input/call-said.ts";
import { importFiles } from "./input/import-files.ts";
import { exitCodeOf } from "./program.ts";
import { errorLine, print } from "./terminal/output.ts";
import { emailLines } from "./text/email.ts";
import { reportLines } from "./text/import-report.ts";
import { answerLines } from "./text/recomputed.ts";

const samplesDirOption = new Option("--dir <folder>", "where the embedded cloud keeps the samples").default(
  SAMPLES_DIR,
);

const SAMPLE = fileURLToPath(new URL("../sample/", import.meta.url));

/** Runs `npm start -- ARGS`: imports the samples, recomputes every sector, shows the e-mails. Returns an exit code as `run` does. */
export async function runSamples(args: string[], policyFolder: PoliciesInUse): Promise<number> {
  const program = createCommand("npm start --")
    .description(
      "Loads the samples, recomputes every sector, shows the e-mails that it would send, and writes a report page.",
    )
    .addOption(samplesDirOption)
    .addOption(mixOption)
    .addOption(otherPoliciesOption)
    .action(({ otherPolicies, ...options }: Mixing & { otherPolicies?: true }) =>
      start(options, { ...policyFolder, others: otherPolicies === true }),
    );
  return await exitCodeOf(program, args, policyFolder);
}

async function start(options: Mixing, given: PoliciesInUse): Promise<void> {
  refuseWrongCall();
  const { dir } = options;
  const policyFolder = namedWhereNeeded(given);
  const { policies } = policyFolder;
  const place = placeOf(options, policyFolder);
  let failed: SectorsFailed | null = null;
  const page = join(dir, "report.html");
  const results = await withCloud(options, policyFolder, "samples", async (cloud) => {
    await admitSamples(options, () => holdsRows(cloud, policies.keys()));
    rememberPolicies(dir, policyFolder.folder);
    print("Loading the samples (illustrative-* are invented, us_imports_* are real):");
    const newest = await loadSamples(cloud, policies);
    print("", `Recomputing every sector as of ${newest}, the newest date in them:`, "");
    const answers = await cloud.recompute({ asOf: newest }).catch((error: unknown) => {
      // What is done is shown, whatever became of the rest.
      if (error instanceof SectorsFailed) failed = error;
      else throw error;
      return error.done;
    });
    await reportInto(page, cloud, { policies, place });
    return answers;
  });
  print(...results.flatMap((answer) => answerLines(answer, policies, place)));
  await showEmails(
    dir,
    results.flatMap((answer) => (isInParts(answer) ? [] : answer)),
  );
  print(...whatNext(place));
  print(...wherePageIs(page, place));
  if (failed !== null) throw failed;
}

type Sample = [importOne: FileImport, ...files: string[]];

function samplesOf(policies: Policies): Sample[] {
  return [
    [nativeImports.suppliers, "illustrative-suppliers.csv"],
    [nativeImports.links, "illustrative-links.csv"],
    [nativeImports.positions, "illustrative-ai-positions.csv", "illustrative-defense-positions.csv"],
    ...usitcInto("us-storage-imports", policies, "us_imports_hs8507600030_bess_monthly.csv"),
  ];
}

async function loadSamples({ importPorts }: Cloud, policies: Policies): Promise<string> {
  let newest: string | null = null;
  for (const [importOne, ...files] of samplesOf(policies)) {
    const paths = files.map((file) => `${SAMPLE}${file}`);
    const onReport = (report: ImportReport) => {
      print(...reportLines(report).map((line) => `  ${line}`));
      newest = later(newest, report.newestDate);
    };
    await importFiles(paths, importOne, importPorts, { replace: false, onNote: errorLine, onReport });
  }
  if (newest === null) throw new Error("the samples hold no dated position");
  return newest;
}

async function showEmails(dir: string, recomputed: SectorResult[]): Promise<void> {
  const published = new Set(recomputed.flatMap(({ bulletin }) => (bulletin?.published ? bulletin.id : [])));
  const order = [...published];
  const emails = (await readInbox(dir)).filter(({ bulletinId }) => published.has(bulletinId));
  emails.sort((a, b) => order.indexOf(a.bulletinId) - order.indexOf(b.bulletinId));
  const ahead = recomputed.find(({ notWritten }) => notWritten === "a day still to come");
  if (ahead !== undefined)
    print(`Nothing was sent: by this machine's clock, ${ahead.assessment.asOf} is still to come.`);
  else if (emails.length === 0)
    print(`Nothing new since the last run; what was sent stands in ${inboxFolder(dir)}.`);
  else print(...emails.flatMap(emailLines));
}

function whatNext(place: CommandPlace): string[] {
  const where = placeFlag(place);
  const call = callOf(place);
  return [
    "",
    "Try next:",
    ...[
      "alerts",
      "inbox --last 1",
      "recompute --sector us-storage-imports --as-of 2026-06-30 --dry-run",
      "recompute --sector ai --as-of 2026-07-31 --json",
    ].map((command) => `  ${call} ${command}${where}`),
    `  ${call} import positions FILE                   (data of your own, which is kept in .chokepoint)`,
    `  ${call} init ../battery-watch                   (limits of your own, in a folder that you put under git)`,
    "  npx cdk deploy -c email=you@example.com                (into your own AWS account)",
  ];
}

function wherePageIs(page: string, place: CommandPlace): string[] {
  return [
    "",
    `The report page of the samples: ${page}`,
    `  in a browser: ${pathToFileURL(page).href}`,
    `  the same live, with what-if and inbox: ${callOf(place)} serve${placeFlag(place)}`,
  ];
}

function usitcInto(sector: SectorId, policies: Policies, file: string): Sample[] {
  const measured = unitFor(policies, sector);
  if (!("problem" in measured)) return [[usitcImport(measured, null), file]];
  print(`  ${file}: not loaded: ${measured.problem}`);
  return [];
}
