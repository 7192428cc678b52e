import { existsSync } from "node:fs";
import { type InboxEntry, inboxFolder, readInbox } from "../cloud/inbox.ts";
import { SAMPLES_DIR } from "../cloud/open.ts";
import { UsageError } from "../input/usage-error.ts";
import { emailLines } from "../text/email.ts";
import { answerCommand } from "./answer-command.ts";

interface InboxOptions {
  last?: string;
}

/** Adds `inbox`. */
export const addInbox = answerCommand<InboxOptions, InboxEntry[]>({
  name: "inbox",
  description: "show the e-mails that the embedded cloud has sent, oldest first; each is also an .eml file",
  examples: [
    ["inbox --last 1 --dir .chokepoint-samples", "the newest e-mail about the samples, after npm start"],
    ["inbox --json", "every e-mail about your own data, for a script"],
  ],
  accept: (command) => command.option("--last <n>", "only the newest n"),
  isLocal: true,
  async answer({ options: { dir, last } }) {
    if (last !== undefined && !/^[1-9]\d*$/.test(last))
      throw new UsageError("--last must be a whole number, 1 or more");
    const all = await readInbox(dir);
    return last === undefined ? all : all.slice(-Number(last));
  },
  lines: (entries, { options: { dir } }) =>
    entries.length === 0 ? [nothingIn(dir)] : entries.flatMap(emailLines),
});

function nothingIn(dir: string): string {
  const hasSamples = dir !== SAMPLES_DIR && existsSync(SAMPLES_DIR);
  const samples = hasSamples ? `; those of npm start: inbox --dir ${SAMPLES_DIR}` : "";
  return `${inboxFolder(dir)} holds no e-mail yet${samples}`;
}
