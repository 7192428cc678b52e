import { spawnSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { standIns } from "../infra/compute/bundling.ts";
import { answer, say } from "./answer.ts";
import { cpuInTurn } from "./process-cost.ts";
import { recomputeEnvironment } from "./recompute-environment.ts";

// How long the bundle of `recompute` takes to load, and how large it is, against a bundle that creates the same clients and
// does nothing: each is loaded in a process of its own, in turn. What counts is the CPU of the loading itself.

const ROUNDS = 15;
/** Of what Node writes about an error; before it stands the whole line of the bundle, which has hundreds of kilobytes. */
const LAST_OF_ERRORS = 1_000;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What somebody writes who needs the same clients. */
const BARE = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
const clients = [DynamoDBClient, EventBridgeClient, LambdaClient, S3Client, SFNClient, SNSClient].map((Client) => new Client({}));
export const handler = async () => clients.length;
`;

const folder = await mkdtemp(join(tmpdir(), "chokepoint-cold-start-"));
try {
  const own = { entryPoints: [`${ROOT}functions/recompute/handler.ts`], alias: standIns };
  const ours = await bundle(join(folder, "ours.mjs"), own);
  const bare = await bundle(join(folder, "bare.mjs"), { stdin: { contents: BARE, resolveDir: ROOT } });
  const seconds = cpuInTurn(ROUNDS, {
    ours: () => costOfLoading(ours.file),
    bare: () => costOfLoading(bare.file),
  });
  const vsBareClients = seconds.ours / seconds.bare;
  const bundleVsBareClients = ours.bytes / bare.bytes;
  say(
    `loading recompute: ${ms(seconds.ours)}, its clients alone: ${ms(seconds.bare)}: ${vsBareClients.toFixed(2)}`,
  );
  say(
    `its bundle: ${kB(ours.bytes)}, its clients alone: ${kB(bare.bytes)}: ${bundleVsBareClients.toFixed(2)}`,
  );
  answer({ coldStart: { vsBareClients, bundleVsBareClients } });
} finally {
  await rm(folder, { recursive: true });
}

/** Bundles a handler as `infra/compute/bundling.ts` has the CDK do it. */
async function bundle(file: string, of: BuildOptions) {
  await build({
    ...of,
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    minify: true,
    logLevel: "warning",
  });
  return { file, bytes: (await stat(file)).size };
}

/** The CPU seconds that a module takes to load, in a process of its own. */
function costOfLoading(file: string): { cpuSeconds: number; peakMb: number } {
  const program = `
    const before = process.cpuUsage();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage(before);
    const peakMb = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMb }));
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    env: { ...process.env, ...recomputeEnvironment(`${ROOT}policies`) },
  });
  if (status !== 0) throw new Error(`${file} cannot be loaded: ${stderr.slice(-LAST_OF_ERRORS)}`);
  return JSON.parse(stdout) as { cpuSeconds: number; peakMb: number };
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms of CPU`;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
