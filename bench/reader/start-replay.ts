import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Starts the replay server in a process of its own. `bytes` is how large an item is. */
export async function startReplay(): Promise<{ server: ChildProcess; url: string; bytes: string }> {
  const file = fileURLToPath(new URL("replay.ts", import.meta.url));
  const server = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const [port, bytes = ""] = String(line).split(" ");
  return { server, url: `http://127.0.0.1:${port}`, bytes };
}
