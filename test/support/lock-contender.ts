import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { lockFolder } from "../../cli/cloud/folder-lock.ts";
import { UsageError } from "../../cli/input/usage-error.ts";

// Takes a folder again and again until a file is there, and logs when it has it and when it lets it go.
const [dir = "", log = "", stop = "", longest = "8"] = process.argv.slice(2);

while (!existsSync(stop)) {
  try {
    const unlock = lockFolder(dir);
    appendFileSync(log, `${process.pid} has it\n`);
    await sleep((0.5 + Math.random() / 2) * Number(longest));
    appendFileSync(log, `${process.pid} lets go\n`);
    unlock();
  } catch (error) {
    if (!(error instanceof UsageError && error.message.includes("is in use"))) throw error;
  }
  await sleep(Math.random() * 4);
}
