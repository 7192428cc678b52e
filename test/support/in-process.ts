import { resolve } from "node:path";
import { openPolicyFolder, type PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { loadHandlersAnew } from "./loaded-anew.ts";

/** How a command ended, and what it wrote. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const SHIPPED = resolve("policies");

let isRunning = false;

/** A command line of Chokepoint. */
export type Program = (args: string[], policyFolder: PolicyFolder) => Promise<number>;

const chokepoint: Program = async (...args) => (await import("../../cli/run.ts")).run(...args);
export const npmStart: Program = async (...args) =>
  (await import("../../cli/samples.ts")).runSamples(...args);

/**
 * Runs a command line in this process, in a folder: all of it but the start of Node. The handlers are loaded anew,
 * since they read the environment once, as they load. `policies` is the folder of policies.
 * @throws Error when another one is running here, since both would write to the same output.
 */
export async function runHere(
  args: string[],
  folder: string,
  policies = SHIPPED,
  program = chokepoint,
): Promise<Ended> {
  if (isRunning) throw new Error("a command is running in this process already: spawn one of the two");
  isRunning = true;
  const before = { folder: process.cwd(), env: { ...process.env } };
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  loadHandlersAnew();
  process.chdir(folder);
  try {
    const code = await program(args, openPolicyFolder(policies));
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(before.folder);
    restoreEnvironment(before.env);
    stdout.end();
    stderr.end();
    isRunning = false;
  }
}

/** Keeps what is written to a stream, until it ends. */
function capture(stream: NodeJS.WriteStream): { text(): string; end(): void } {
  const { write } = stream;
  let text = "";
  stream.write = (chunk: string | Uint8Array) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  return {
    text: () => text,
    end() {
      stream.write = write;
    },
  };
}

function restoreEnvironment(before: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
}
