import { resolve } from "node:path";
import { type Command, Option } from "commander";
import * as z from "zod";
import { readPayload } from "../../functions/runtime/payload.ts";
import { askedDaySchema } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { diffJson } from "../backtest/diff-json.ts";
import { diffMarkdown } from "../backtest/diff-markdown.ts";
import { diffLines } from "../backtest/diff-text.ts";
import { diffPolicies, type SectorDiff } from "../backtest/policy-diff.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { policiesNamed } from "../input/policies-named.ts";
import { UsageError } from "../input/usage-error.ts";
import { addExamples } from "../terminal/examples.ts";
import { errorLine, print, printAsIs, printJson } from "../terminal/output.ts";

interface DiffOptions extends CloudOptions {
  sector?: SectorId;
  from?: string;
  to?: string;
  every: string;
  markdown?: true;
  json?: true;
}

/** Adds `policy diff`. The exit code is 2 when one of the policies cannot be used. */
export function addPolicyDiff(parent: Command, setExitCode: (code: number) => void): void {
  addExamples(parent.command("diff"), [
    [
      "policy diff policies/ai.json tried.json --from 2026-01-31 --to 2026-07-31 --every 1m --dir .chokepoint-samples",
      "a changed limit, over months of the samples",
    ],
    [
      "policy diff old new --stack Chokepoint --markdown",
      "two folders over the past of a deployment, as a comment on a pull request",
    ],
  ])
    .description("what a change of policies would have sent and not sent over the stored past")
    .argument("<old>", "the folder of the old policies, or the file of one")
    .argument("<new>", "the folder of the new policies, or the file of one")
    .option("--sector <sector>", "one sector; every sector unless given")
    .option("--from <day>", "the day of the first run; a year before the last unless given")
    .option("--to <day>", "the last day; the newest date of a stored position unless given")
    .option("--every <rhythm>", "a run every so many days, weeks or months: 7d, 2w, 1m", "7d")
    .addOption(new Option("--markdown", "print Markdown, for a comment on a pull request").conflicts("json"))
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action(async (old: string, now: string, options: DiffOptions) => {
      const diffs = await diff(old, now, options);
      if (options.json === true) printJson(diffJson(diffs));
      else if (options.markdown === true) printAsIs(...diffMarkdown(diffs));
      else print(...diffLines(diffs));
      const problems = diffs.flatMap((one) => one.problems.map((problem) => `${one.sector}: ${problem}`));
      for (const problem of problems) errorLine(problem);
      if (problems.length > 0) setExitCode(2);
    });
}

const daysSchema = z.object({ from: askedDaySchema.optional(), to: askedDaySchema.optional() });

async function diff(old: string, now: string, options: DiffOptions): Promise<SectorDiff[]> {
  const { sector = null, every } = options;
  const { from = null, to = null } = readPayload(daysSchema, { from: options.from, to: options.to });
  const policies = { old: policiesNamed(old), new: policiesNamed(now) };
  if (sector !== null && !policies.old.has(sector) && !policies.new.has(sector))
    throw new UsageError(`--sector: neither ${old} nor ${now} has a policy of ${quoted(sector)}`);
  const folder = { folder: resolve(now), policies: policies.new };
  return await withCloud(options, folder, "compares", (cloud) =>
    diffPolicies({ ...policies, sector, from, to, every }, cloud),
  );
}
