import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** `chokepoint serve` in a process of its own. */
export interface Served {
  url: string;
  stop(): Promise<void>;
}

/** Starts `chokepoint serve` at any free port, and waits until it says where it is. */
export async function served(folder: string, ...args: string[]): Promise<Served> {
  const command = [resolve("cli/chokepoint.ts"), "serve", "--port", "0", "--json", ...args];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const url = await urlOf(child);
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, "close");
    },
  };
}

async function urlOf({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null || stderr === null) throw new Error("it has no output");
  let [said, complained] = ["", ""];
  stderr.setEncoding("utf8").on("data", (text: string) => {
    complained += text;
  });
  for await (const text of stdout.setEncoding("utf8")) {
    said += text;
    try {
      const { url } = JSON.parse(said) as { url: string };
      return url;
    } catch {
      // Not all of it is there yet.
    }
  }
  throw new Error(`it ended: ${complained}`);
}
