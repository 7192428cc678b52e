import type { PolicyFolder } from "../functions/runtime/policy-folder.ts";
import manifest from "../package.json" with { type: "json" };
import type { AddCommand } from "./commands/answer-command.ts";
import { createProgram } from "./create-command.ts";
import { policiesFlags } from "./input/policies-flag.ts";
import { createOverview, runOverview } from "./overview.ts";

/** How each command is loaded. To load all of them takes longer than to run most of them. */
export const commands: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ["init", async () => (await import("./commands/init.ts")).addInit],
  ["import", async () => (await import("./commands/import.ts")).addImport],
  ["recompute", async () => (await import("./commands/recompute.ts")).addRecompute],
  ["simulate", async () => (await import("./commands/simulate.ts")).addSimulate],
  ["backtest", async () => (await import("./commands/backtest.ts")).addBacktest],
  ["alerts", async () => (await import("./commands/alerts.ts")).addAlerts],
  ["silence", loadSilence],
  ["lift", loadSilence],
  ["ack", async () => (await import("./commands/ack.ts")).addAck],
  ["report", async () => (await import("./commands/report.ts")).addReport],
  ["serve", async () => (await import("./commands/serve.ts")).addServe],
  ["digest", async () => (await import("./commands/digest.ts")).addDigest],
  ["watchdog", async () => (await import("./commands/watchdog.ts")).addWatchdog],
  ["test-notification", async () => (await import("./commands/test-notification.ts")).addTestNotification],
  ["inbox", async () => (await import("./commands/inbox.ts")).addInbox],
  ["policy", async () => (await import("./commands/policy.ts")).addPolicy],
  ["suppliers", async () => (await import("./commands/suppliers.ts")).addSuppliers],
  ["ask", async () => (await import("./commands/ask.ts")).addAsk],
  ["screen", async () => (await import("./commands/screen.ts")).addScreen],
  ["lists", async () => (await import("./commands/lists.ts")).addLists],
  ["list", async () => (await import("./commands/list.ts")).addList],
  ["completion", async () => (await import("./commands/completion.ts")).addCompletion],
]);

/** What a shell asks with: `chokepoint __complete WORD…`, as the script of `completion` does. */
const COMPLETE = "__complete";

/** Adds `silence` and `lift`. */
async function loadSilence(): Promise<AddCommand> {
  return (await import("./commands/silence.ts")).addSilence;
}

/**
 * Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage or input, 130 interrupted. Every command warns on stderr of
 * policies that cannot be used. Where nothing names a folder of policies, those that ship are read, or `unnamed`.
 */
export async function run(args: string[], unnamed?: PolicyFolder): Promise<number> {
  if (args[0] === COMPLETE) return await complete(args.slice(1), unnamed);
  const said = policiesFlags(args);
  const command = commandIn(said.rest);
  const load = commands.get(command);
  if (load === undefined) return runOverview(manifest.version, args);
  const { refuseWrongCall } = await import("./input/call-said.ts");
  refuseWrongCall();
  const { policiesInUse, readAgain } = await import("./cloud/policy-folder.ts");
  const folder = policiesInUse(said, unnamed);
  const { exitCodeOf } = await import("./program.ts");
  const { unusedFiles } = await import("./input/side-files.ts");
  let exitCode = 0;
  const program = createProgram(manifest.version);
  (await load())(program, folder, (code) => {
    exitCode = code;
  });
  // What is said of the policies of a folder concerns no other folder.
  const isOfOthers = command === "policy" || command === "init";
  const unused = () => unusedFiles(folder.folder);
  const warnsOf = isOfOthers ? { policies: new Map() } : { policies: folder.policies, unused };
  // What `lists` writes may mend or break a policy.
  const told = command === "lists" ? { ...warnsOf, after: () => readAgain(folder) } : warnsOf;
  const failed = await exitCodeOf(program, args, told);
  return failed === 0 ? exitCode : failed;
}

/** Prints how the last word of a command line may go on, for a shell. */
async function complete(words: string[], unnamed: PolicyFolder | undefined): Promise<number> {
  const said = policiesFlags(words.slice(0, -1));
  const inUse = async () => (await import("./cloud/policy-folder.ts")).policiesInUse(said, unnamed);
  const load = commands.get(commandIn(said.rest));
  const program = load === undefined ? createOverview(manifest.version) : createProgram(manifest.version);
  if (load !== undefined) (await load())(program, await inUse(), () => {});
  const { completionLines, completionsOf } = await import("./completions.ts");
  const completions = await completionsOf(program, words, async (...asked) => {
    const { valuesBy } = await import("./completed-values.ts");
    const { policies } = await inUse();
    return await valuesBy(() => policies)(...asked);
  });
  process.stdout.write(completionLines(completions));
  return 0;
}

/** The command that a command line names, or asks for help about; empty when it names none. */
function commandIn(args: string[]): string {
  const [first = "", second = ""] = args.filter((arg) => !arg.startsWith("-"));
  return first === "help" ? second : first;
}
