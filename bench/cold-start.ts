import { spawnSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { standIns } from "../infra/compute/bundling.ts";
import {
  alertTopic,
  partsAboveEnv,
  partsBucketEnv,
  partsMachineEnv,
  policiesEnv,
  reportFunctionEnv,
  tables,
  versionEnv,
} from "../shared/contract/names.ts";
import { answer, say } from "./answer.ts";
import { cpuInTurn } from "./process-cost.ts";

// How long the bundle of `recompute` takes to load, and how large it is, against a bundle that creates the same clients and
// does nothing: each is loaded in a process of its own, in turn. What counts is the CPU of the loading itself.

const ROUNDS = 15;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What somebody writes who needs the same clients. */
const BARE = `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
const clients = [new DynamoDBClient({}), new LambdaClient({}), new S3Client({}), new SFNClient({}), new SNSClient({})];
export const handler = async () => clients.length;
`;

const ENVIRONMENT = {
  ...Object.fromEntries([...Object.values(tables), alertTopic].map(({ env }) => [env, "bench"])),
  [versionEnv]: "1.0.0",
  [policiesEnv]: `${ROOT}policies`,
  [partsMachineEnv]: "bench",
  [reportFunctionEnv]: "bench",
  [partsBucketEnv]: "bench",
  [partsAboveEnv]: "1000000",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_REGION: "us-east-1",
};

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
    env: { ...process.env, ...ENVIRONMENT },
  });
  if (status !== 0) throw new Error(`${file} cannot be loaded: ${stderr}`);
  return JSON.parse(stdout) as { cpuSeconds: number; peakMb: number };
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms of CPU`;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
