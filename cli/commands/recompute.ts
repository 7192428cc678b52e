import type { Command } from "commander";
import { SectorsFailed } from "../../functions/recompute/recompute.ts";
import { readPayload } from "../../functions/runtime/payload.ts";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { recomputePayloadSchema } from "../../shared/contract/payloads.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { print, printJson } from "../terminal/output.ts";
import { sectorLines } from "../text/alerts.ts";

interface RecomputeOptions extends CloudOptions {
  sector?: string;
  asOf?: string;
  windowDays?: string;
  dryRun?: true;
  force?: true;
  json?: true;
}

/** Adds `recompute`. */
export function addRecompute(program: Command, policyFolder: PolicyFolder): void {
  program
    .command("recompute")
    .description("recompute concentration, check the limits, and send what changed")
    .option("--sector <sector>", "one sector; every sector unless given")
    .option("--as-of <day>", "as of a day like 2026-07-31; today unless given")
    .option("--window-days <days>", "how many days to look back; the policy's unless given")
    .option("--dry-run", "only say what would be written and sent")
    .option("--force", "keep an assessment older than the last one as history; it decides nothing")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action((options: RecomputeOptions) => runRecompute(options, policyFolder));
}

async function runRecompute(options: RecomputeOptions, policyFolder: PolicyFolder): Promise<void> {
  const { policies } = policyFolder;
  const { sector, asOf, windowDays, dryRun, force, json } = options;
  const payload = readPayload(recomputePayloadSchema(policies), {
    ...(sector === undefined ? {} : { sector }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(windowDays === undefined ? {} : { windowDays: Number(windowDays) }),
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(force === undefined ? {} : { force }),
  });
  const show = (results: SectorResult[]) => {
    if (json === true) printJson(results);
    else if (results.length > 0)
      print(...results.flatMap((result) => sectorLines(result, policies, options.stack ?? null)));
  };
  try {
    show(await withCloud(options, policyFolder, (cloud) => cloud.recompute(payload)));
  } catch (error) {
    // What is done is shown, whatever became of the rest. A deployed function says only what failed.
    if (error instanceof SectorsFailed) show(error.done);
    throw error;
  }
}
