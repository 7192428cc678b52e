import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import type { WatchdogResult } from "../../functions/watchdog/watchdog.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { print, printJson } from "../terminal/output.ts";

interface WatchdogOptions extends CloudOptions {
  json?: true;
}

/** Adds `watchdog`. */
export function addWatchdog(
  program: Command,
  policyFolder: PolicyFolder,
  setExitCode: (code: number) => void,
): void {
  program
    .command("watchdog")
    .description(
      "look after the watching itself: stale sectors, bulletins left behind, addresses that receive nothing",
    )
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action(async (options: WatchdogOptions) => {
      // So that a script notices as well.
      if (await findsProblems(options, policyFolder)) setExitCode(1);
    });
}

/** Looks once, tells it, and says whether something is wrong. */
async function findsProblems(options: WatchdogOptions, policyFolder: PolicyFolder): Promise<boolean> {
  const result = await withCloud(options, policyFolder, (cloud) => cloud.watchdog());
  if (options.json === true) printJson(result);
  else tell(result);
  return result.problems.length > 0;
}

function tell(result: WatchdogResult): void {
  const { problems, message, published } = result;
  const lines = problems.map(({ text, since, toldAt }) => {
    return `  ${text} (since ${since.slice(0, 16)}Z${toldAt === null ? ", not told yet" : ""})`;
  });
  print(
    ...(problems.length === 0 ? ["nothing is wrong with the watching"] : ["wrong now:", ...lines]),
    ...published.map((id) => `published ${id}, which a run had left behind`),
    message === null ? "operators: nothing new to tell" : `operators were told: ${message.subject}`,
  );
}
