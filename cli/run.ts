import type { PolicyFolder } from "../functions/runtime/policy-folder.ts";
import manifest from "../package.json" with { type: "json" };
import { shippedPolicies } from "./cloud/policy-folder.ts";
import type { AddCommand } from "./commands/answer-command.ts";
import { createCommand, exitCodeOf } from "./program.ts";

// Loading all commands takes longer than running most of them.
const COMMANDS = new Map<string, () => Promise<AddCommand>>([
  ["import", async () => (await import("./commands/import.ts")).addImport],
  ["recompute", async () => (await import("./commands/recompute.ts")).addRecompute],
  ["simulate", async () => (await import("./commands/simulate.ts")).addSimulate],
  ["backtest", async () => (await import("./commands/backtest.ts")).addBacktest],
  ["alerts", async () => (await import("./commands/alerts.ts")).addAlerts],
  ["silence", async () => (await import("./commands/silence.ts")).addSilence],
  ["digest", async () => (await import("./commands/digest.ts")).addDigest],
  ["watchdog", async () => (await import("./commands/watchdog.ts")).addWatchdog],
  ["inbox", async () => (await import("./commands/inbox.ts")).addInbox],
  ["list", async () => (await import("./commands/list.ts")).addList],
]);

/**
 * Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage or input. Every command warns on stderr of
 * policies that cannot be used.
 */
export async function run(args: string[], policyFolder: PolicyFolder = shippedPolicies()): Promise<number> {
  let exitCode = 0;
  const program = createCommand("chokepoint")
    .description(
      "Watches how much of a sector's battery supply hangs on too few suppliers, owners or countries.",
    )
    .version(manifest.version);
  for (const add of await commandsFor(args)) {
    add(program, policyFolder, (code) => {
      exitCode = code;
    });
  }
  const failed = await exitCodeOf(program, args, policyFolder.policies);
  return failed === 0 ? exitCode : failed;
}

/** The command with this name; all commands for help, and for an unknown name. */
async function commandsFor([name = ""]: string[]): Promise<AddCommand[]> {
  const asked = COMMANDS.get(name);
  return await Promise.all((asked === undefined ? [...COMMANDS.values()] : [asked]).map((load) => load()));
}
