import { type Command, CommanderError } from "commander";
import { createProgram, helpForm } from "./create-command.ts";
import { addExamples } from "./terminal/examples.ts";

/** A command as the help of `chokepoint` lists it. */
export interface ListedCommand {
  name: string;
  description: string;
  /** What follows its name in the list. */
  takes:
    | ""
    | "<shell>"
    | "[options]"
    | "[options] <id>"
    | "[options] [supplier...]"
    | "[options] [rule]"
    | "[options] [folder]";
}

/** Every command, in the order of the help. A test compares it with the commands themselves. */
export const listedCommands: readonly ListedCommand[] = [
  {
    name: "init",
    takes: "[options] [folder]",
    description:
      "write a folder of your own that can stand under git: policies with tests, mapping, README, deployment",
  },
  { name: "import", takes: "", description: "take over files of positions, suppliers, links or holdings" },
  {
    name: "recompute",
    takes: "[options]",
    description: "recompute concentration, check the limits, and send what changed",
  },
  {
    name: "simulate",
    takes: "[options]",
    description: "what a sector loses if someone stops, and what other sources or other limits change",
  },
  {
    name: "backtest",
    takes: "[options]",
    description: "what would have been sent in the past; with --policy, by a changed policy as well",
  },
  {
    name: "alerts",
    takes: "[options]",
    description: "show the open alerts and the silences; with --history, all that ever happened to them",
  },
  {
    name: "silence",
    takes: "[options]",
    description:
      "send nothing about a sector, a rule or a group until a day; what happens is recorded all the same",
  },
  {
    name: "lift",
    takes: "[options] <id>",
    description: "end a silence now; what it still hides is sent by the next recompute",
  },
  {
    name: "ack",
    takes: "[options] [rule]",
    description: "acknowledge an open alert: no reminder until it worsens, is over, or the day comes",
  },
  {
    name: "report",
    takes: "[options]",
    description:
      "write one page of HTML: what is over its limit, since when, through whom, and what would fix it",
  },
  {
    name: "serve",
    takes: "[options]",
    description:
      "show the report as it stands, what-if and the inbox as pages on this machine; acknowledge and silence there",
  },
  {
    name: "digest",
    takes: "[options]",
    description: "send one calm e-mail: every sector's measures, trend, open alerts and data age",
  },
  {
    name: "watchdog",
    takes: "[options]",
    description:
      "look after the watching itself: stale sectors, bulletins left behind, addresses that receive nothing",
  },
  {
    name: "test-notification",
    takes: "[options]",
    description:
      "send a message that is plainly a test, and say who gets it and why others do not; --dry-run sends nothing",
  },
  {
    name: "inbox",
    takes: "[options]",
    description: "show the e-mails that the embedded cloud has sent, oldest first; each is also an .eml file",
  },
  {
    name: "policy",
    takes: "",
    description: "write policies of your own; check, test, explain and compare them",
  },
  {
    name: "suppliers",
    takes: "",
    description: "find names of suppliers that look alike, and say which are one",
  },
  {
    name: "ask",
    takes: "[options] [supplier...]",
    description: "questionnaires for suppliers: files that they fill in, and import takes",
  },
  {
    name: "screen",
    takes: "[options]",
    description:
      "which names of suppliers and holders resemble a company on a restricted list; decides nothing",
  },
  { name: "lists", takes: "", description: "show restricted lists, and put companies on them or end that" },
  { name: "list", takes: "", description: "show what is stored" },
  {
    name: "completion",
    takes: "<shell>",
    description: "print what a shell runs to complete commands, flags and their values",
  },
];

const terms = new Map(
  listedCommands.map(({ name, takes }) => [name, takes === "" ? name : `${name} ${takes}`]),
);

/** `chokepoint` with every command by its name alone: enough for help, and for a name that is not known. */
export function createOverview(version: string): Command {
  const program = createProgram(version);
  for (const { name, description } of listedCommands) program.command(name).description(description);
  addExamples(program, [
    ["alerts --dir .chokepoint-samples", "what is open on the samples, once npm start has run"],
    ["import suggest orders.csv --sector ai", "begin with a table of your own purchases"],
    ["init ../battery-watch", "begin with limits of your own"],
    ["simulate --help", "how to use a command: each has examples"],
  ]);
  return program.configureHelp({
    ...helpForm,
    // The command that is not listed here is commander's own.
    subcommandTerm: (command) => terms.get(command.name()) ?? "help [command]",
  });
}

/**
 * Shows help, the version, or what is wrong with arguments that name no command. Commander throws after each of them; it
 * returns the exit code: 0 or 2.
 */
export function runOverview(version: string, args: string[]): 0 | 2 {
  try {
    createOverview(version).parse(args, { from: "user" });
    return 2;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}
