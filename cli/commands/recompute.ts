import { SectorsFailed } from "../../functions/recompute/recompute.ts";
import { readPayload } from "../../functions/runtime/payload.ts";
import { recomputePayloadSchema } from "../../shared/contract/recompute-payload.ts";
import { isInParts, type SectorAnswer } from "../../shared/recompute/result.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { answerLines } from "../text/recomputed.ts";
import { answerCommand, fieldsGiven, type Given } from "./answer-command.ts";
import { emptyFolderNote } from "./empty-folder.ts";
import { warnOfUnwatched } from "./unwatched.ts";

interface RecomputeOptions {
  sector?: SectorId;
  asOf?: Day;
  windowDays?: string;
  dryRun?: true;
  force?: true;
  close?: true;
}

/** The results of the sectors that are done, and why others failed. */
interface Recomputed {
  results: SectorAnswer[];
  /** What to tell of a folder without positions. */
  notes: string[];
  failed?: SectorsFailed;
}

/** Adds `recompute`. */
export const addRecompute = answerCommand<RecomputeOptions, Recomputed>({
  name: "recompute",
  description: "recompute concentration, check the limits, and send what changed",
  examples: [
    [
      "recompute --sector ai --as-of 2026-07-31 --dry-run --dir .chokepoint-samples",
      "what a run would find and send, on the samples",
    ],
    ["recompute", "every sector as of today, on your own data"],
    ["recompute --sector ai --stack Chokepoint", "have a deployment do it now"],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "one sector; every sector unless given")
      .option("--as-of <day>", "as of a day like 2026-07-31; today unless given")
      .option("--window-days <days>", "how many days to look back; the policy's unless given")
      .option("--dry-run", "only say what would be written and sent")
      .option("--close", "close the open alerts of a sector that has no policy any more; needs --sector")
      .option("--force", "keep an assessment older than the last one as history; it decides nothing"),
  use: ({ dryRun }) => (dryRun === true ? "reads" : "decides"),
  answer: runRecompute,
  json: ({ results }) => results,
  lines: ({ results, notes }, { policies, place }) => [
    ...results.flatMap((answer) => answerLines(answer, policies, place)),
    ...notes,
  ],
  ending: ({ failed }) => failed ?? 0,
});

async function runRecompute({
  options,
  policies,
  place,
  inCloud,
}: Given<RecomputeOptions>): Promise<Recomputed> {
  const { sector, asOf, windowDays, dryRun, force, close, stack } = options;
  const days = windowDays === undefined ? undefined : Number(windowDays);
  const asked = fieldsGiven({ sector, asOf, windowDays: days, dryRun, force, close });
  const payload = readPayload(recomputePayloadSchema(policies), asked);
  try {
    return await inCloud(async (cloud) => {
      // Of a deployed stack, the watchdog tells it.
      if (stack === undefined && close !== true) await warnOfUnwatched(policies, cloud, place);
      const answers = await cloud.recompute(payload);
      const isEmpty = answers.every((one) => !isInParts(one) && one.assessment.positions === 0);
      const notes = isEmpty ? await emptyFolderNote(options, cloud, { policies, place }) : [];
      return { results: answers, notes };
    });
  } catch (error) {
    // The finished sectors are shown even when others failed. A deployed function tells only what failed.
    if (error instanceof SectorsFailed) return { results: error.done, notes: [], failed: error };
    throw error;
  }
}
