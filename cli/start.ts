import { fileURLToPath } from "node:url";
import { type FileImport, nativeImports, usitcImport } from "../functions/import/formats.ts";
import type { ImportReport } from "../functions/import/import-report.ts";
import type { SectorResult } from "../functions/recompute/result.ts";
import { later } from "../shared/calendar.ts";
import { unitFor } from "../shared/policies.ts";
import type { Cloud } from "./cloud.ts";
import { emailLines } from "./email-text.ts";
import { importFiles } from "./import-files.ts";
import { reportLines } from "./import-report-text.ts";
import { inboxFolder, readInbox } from "./inbox.ts";
import { withCloud } from "./open-cloud.ts";
import { allowEarlyEnd, print } from "./output.ts";
import { shippedPolicies } from "./policy-folder.ts";
import { sectorLines } from "./sector-text.ts";

// What `npm start` runs: the samples through the whole of Chokepoint, without an account.

const DIR = ".chokepoint";
const SAMPLE = fileURLToPath(new URL("../sample/", import.meta.url));

const shipped = shippedPolicies();

const samples: [importOne: FileImport, ...files: string[]][] = [
  [nativeImports.suppliers, "illustrative-suppliers.csv"],
  [nativeImports.links, "illustrative-links.csv"],
  [nativeImports.positions, "illustrative-ai-positions.csv", "illustrative-defense-positions.csv"],
  [usitcInto("us-storage-imports"), "us_imports_hs8507600030_bess_monthly.csv"],
];

allowEarlyEnd();
const results = await withCloud({ dir: DIR }, shipped, async (cloud) => {
  print("Loading the samples (illustrative-* are invented, us_imports_* are real):");
  const newest = await loadSamples(cloud);
  print("", `Recomputing every sector as of ${newest}, the newest date in them:`, "");
  return await cloud.recompute({ asOf: newest });
});
print(...results.flatMap((result) => sectorLines(result, shipped.policies)));
await showEmails(results);
print(...whatNext());

async function loadSamples({ importPorts }: Cloud): Promise<string> {
  let newest: string | null = null;
  for (const [importOne, ...files] of samples) {
    const paths = files.map((file) => `${SAMPLE}${file}`);
    const onReport = (report: ImportReport) => {
      print(...reportLines(report).map((line) => `  ${line}`));
      newest = later(newest, report.newestDate);
    };
    await importFiles(paths, importOne, importPorts, { replace: false, confirm: "nobody", onReport });
  }
  if (newest === null) throw new Error("the samples hold no dated position");
  return newest;
}

async function showEmails(recomputed: SectorResult[]): Promise<void> {
  const published = new Set(recomputed.flatMap(({ bulletin }) => (bulletin?.published ? bulletin.id : [])));
  const emails = (await readInbox(DIR)).filter(({ bulletinId }) => published.has(bulletinId));
  if (emails.length === 0)
    print(`Nothing new since the last run; what was sent stands in ${inboxFolder(DIR)}.`);
  else print(...emails.flatMap(emailLines));
}

function whatNext(): string[] {
  return [
    "",
    "Try next:",
    "  npx chokepoint alerts",
    "  npx chokepoint inbox --last 1",
    "  npx chokepoint recompute --sector us-storage-imports --as-of 2026-06-30 --dry-run",
    "  npx chokepoint recompute --sector ai --as-of 2026-07-31 --json",
    "  npx cdk deploy -c email=you@example.com      (into your own AWS account)",
  ];
}

function usitcInto(sector: string): FileImport {
  const measured = unitFor(shipped.policies, sector);
  if ("problem" in measured) throw new Error(measured.problem);
  return usitcImport(measured, null);
}
