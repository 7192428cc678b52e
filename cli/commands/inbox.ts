import type { Command } from "commander";
import { inboxFolder, readInbox } from "../cloud/inbox.ts";
import { dirOption } from "../cloud/open.ts";
import { UsageError } from "../input/usage-error.ts";
import { print, printJson } from "../terminal/output.ts";
import { emailLines } from "../text/email.ts";

interface InboxOptions {
  dir: string;
  last?: string;
  json?: true;
}

/** Adds `inbox`. */
export function addInbox(program: Command): void {
  program
    .command("inbox")
    .description("show the e-mails that the embedded cloud has sent, oldest first; each is also an .eml file")
    .option("--last <n>", "only the newest n")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .action(runInbox);
}

async function runInbox({ dir, last, json }: InboxOptions): Promise<void> {
  if (last !== undefined && !/^[1-9]\d*$/.test(last))
    throw new UsageError("--last must be a whole number, 1 or more");
  const all = await readInbox(dir);
  const entries = last === undefined ? all : all.slice(-Number(last));
  if (json === true) printJson(entries);
  else if (entries.length === 0) print(`${inboxFolder(dir)} holds no e-mail yet`);
  else print(...entries.flatMap(emailLines));
}
