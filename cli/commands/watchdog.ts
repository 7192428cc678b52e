import type { WrittenFiles } from "../../functions/watchdog/event-files.ts";
import type { WatchdogResult } from "../../functions/watchdog/watchdog.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { answerCommand } from "./answer-command.ts";

/** Adds `watchdog`. */
export const addWatchdog = answerCommand<object, WatchdogResult>({
  name: "watchdog",
  description:
    "look after the watching itself: stale sectors, bulletins left behind, addresses that receive nothing",
  examples: [
    ["watchdog --dir .chokepoint-samples", "what is wrong with watching the samples, after npm start"],
    [
      "watchdog --stack Chokepoint --json",
      "the same of a deployment, for a script: the exit code is 1 when something is wrong",
    ],
  ],
  use: () => "changes",
  answer: ({ inCloud }) => inCloud((cloud) => cloud.watchdog()),
  lines: watchLines,
  // The exit code is for scripts.
  ending: ({ problems }) => (problems.length > 0 ? 1 : 0),
});

function watchLines({ problems, message, published, eventFiles }: WatchdogResult): string[] {
  const lines = problems.flatMap(({ text, since, toldAt, commands }) => [
    `  ${text} (since ${since.slice(0, 16)}Z${toldAt === null ? ", not told yet" : ""})`,
    ...commands.map(({ purpose, command }) => `    ${purpose} ${command}`),
  ]);
  return [
    ...(problems.length === 0 ? ["nothing is wrong with the watching"] : ["wrong now:", ...lines]),
    ...published.map((id) => `published ${id}, which a run had left behind`),
    ...eventFiles.filter(({ files }) => files > 0).map(filesLine),
    message === null ? "operators: nothing new to tell" : `operators were told: ${message.subject}`,
  ];
}

function filesLine({ sector, files, upTo, left }: WrittenFiles): string {
  const more = left === 0 ? "" : `; the next looks write ${counted(left)} more`;
  return `${sector ?? "(operations)"}: wrote ${counted(files)} ${noun(files, "file")} of events, up to ${upTo}${more}`;
}
