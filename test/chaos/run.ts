import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { eventBus, operationsTopic } from "../../shared/contract/messaging.ts";
import { type BusListener, listenToBus } from "../endpoint/bus-rule.ts";
import { removeEach, stoppedByHand } from "../endpoint/clean-up.ts";
import { run } from "../endpoint/commands.ts";
import { takeAnyCredentials } from "../endpoint/credentials.ts";
import { createListener, type Listener } from "../endpoint/queues.ts";
import { deleteStack, outputsOf } from "../endpoint/stacks.ts";
import { say, walk } from "../endpoint/steps.ts";
import { type Deployed, reach } from "./deployed.ts";
import { type Inbox, openInbox } from "./inbox.ts";
import { findingComplaints, publicationComplaints } from "./log.ts";
import { startProxy, type WeatherProxy } from "./proxy.ts";
import { randomFrom } from "./random.ts";
import { chooseScenarios, type Scenario } from "./scenarios.ts";
import { writePolicies } from "./sectors.ts";
import { beginTrial, type Trial } from "./trial.ts";

// Trouble of every kind for a stack on an AWS-compatible endpoint: whatever crosses a limit is told once, nothing else is,
// and each fault is told to operations.

// One of its own, so that nothing is left in it of a trial that was broken off.
const STACK = `Chokepoint-chaos-${Date.now().toString(36)}`;
const endpoint = process.env.AWS_ENDPOINT_URL;
if (endpoint === undefined) {
  say("SKIPPED: there is nothing to make trouble for. The chaos suite needs an AWS-compatible endpoint:");
  say("  AWS_ENDPOINT_URL=http://127.0.0.1:4566 npm run test:chaos");
  say("  beside it: CHAOS_SEED=7 for the same random numbers again, CHAOS_MINUTES=30 for more time,");
  say("  CHAOS_ONLY=half,killed for some of the scenarios");
  process.exit(0);
}
takeAnyCredentials();

const seed = numberFrom("CHAOS_SEED", Date.now() % 1_000_000);
const minutes = numberFrom("CHAOS_MINUTES", 15);
const scenarios = scenariosFrom(process.env.CHAOS_ONLY);
const folder = mkdtempSync(join(tmpdir(), "chokepoint-chaos-"));
const [cloudFormation, sqs, sns] = [new CloudFormationClient({}), new SQSClient({}), new SNSClient({})];
const listeners: Listener[] = [];
const onBus: BusListener[] = [];
let doing = "it began";
let isDeployed = false;
let parts: { deployed: Deployed; inbox: Inbox; proxy: WeatherProxy } | undefined;

function numberFrom(name: string, otherwise: number): number {
  const text = process.env[name] ?? String(otherwise);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  say(`${name}: "${text}" must be a whole number`);
  process.exit(2);
}

function scenariosFrom(names: string | undefined): Scenario[] {
  const chosen = chooseScenarios(names);
  if (Array.isArray(chosen)) return chosen;
  say(`CHAOS_ONLY: ${chosen.problem}`);
  process.exit(2);
}

/** The same hour of tomorrow's other half: no schedule starts a run while the trial goes on. */
function twelveHoursFromNow(): string {
  return `cron(0 ${(new Date().getUTCHours() + 12) % 24} * * ? *)`;
}

async function cdk(command: string, config: string): Promise<string> {
  const app = ["--app", "node test/chaos/app.ts", "--output", join(folder, "cdk.out")];
  const quietly = command === "deploy" ? ["--require-approval", "never", "--method=direct"] : [];
  return await run("cdk", [command, ...app, ...quietly, "-c", `config=${config}`]);
}

/** Deploys the stack with a queue on each topic, and one on the bus. */
async function deploy(): Promise<Trial> {
  const policies = join(folder, "policies");
  writePolicies(policies);
  process.env.CHAOS_POLICIES = policies;
  const [alerts, operations] = [await listen("alerts"), await listen("operations")];
  const config = join(folder, "config.json");
  const subscribers = [{ protocol: "sqs", endpoint: alerts.arn }];
  const choices = { stage: "dev", stackName: STACK, schedule: twelveHoursFromNow(), subscribers };
  writeFileSync(config, JSON.stringify(choices));
  await cdk("bootstrap", config);
  isDeployed = true;
  await cdk("deploy", config);
  const outputs = await outputsOf(cloudFormation, STACK);
  const TopicArn = outputs.get(operationsTopic.output);
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: operations.arn }));
  const random = randomFrom(seed);
  parts = {
    deployed: reach(outputs),
    inbox: openInbox({ alerts, operations, bus: await listenOnBus(outputs) }),
    proxy: await startProxy(endpoint ?? "", random),
  };
  return beginTrial({ ...parts, random });
}

async function listenOnBus(outputs: ReadonlyMap<string, string>): Promise<BusListener> {
  const name = `chokepoint-chaos-bus-${Date.now().toString(36)}`;
  const listener = await listenToBus(sqs, outputs.get(eventBus.output) ?? "", name);
  // Before the stack: a bus that has a rule cannot be deleted.
  onBus.push(listener);
  return listener;
}

async function listen(name: string): Promise<Listener> {
  const listener = await createListener(sqs, `chokepoint-chaos-${name}-${Date.now().toString(36)}`);
  listeners.push(listener);
  return listener;
}

/** Whether everything was told as it had to be: the sentences that say what was not. */
async function verdictOn(trial: Trial): Promise<string[]> {
  await trial.deployed.invoke("watchdog", {});
  await trial.inbox.settle();
  const told = trial.inbox.operations();
  return [
    ...trial
      .sectors()
      .flatMap(({ name, complaints }) => complaints().map(({ kind, what }) => `${name}: ${kind}: ${what}`)),
    ...trial.faults
      .filter(({ said }) => !told.some((text) => said.test(text)))
      .map(({ name }) => `operations were not told: ${name}`),
    ...(await logComplaints(trial, told)),
  ];
}

/** What is wrong with the event log. */
async function logComplaints({ deployed, inbox, ...trial }: Trial, told: string[]): Promise<string[]> {
  const names = trial.sectors().map(({ name }) => name);
  const ofSectors = await Promise.all(
    names.map((name) => publicationComplaints(deployed, name, inbox.bulletinsOf(name), name === "damaged")),
  );
  return [...ofSectors.flat(), ...(await findingComplaints(deployed, names, told))];
}

async function wholeTrial(): Promise<string[]> {
  let trial: Trial | undefined;
  const step = (sentence: string, work: () => Promise<unknown>): [string, () => Promise<unknown>] => [
    sentence,
    () => {
      doing = sentence;
      return work();
    },
  ];
  const deployed = () => {
    if (trial === undefined) throw new Error("nothing is deployed");
    return trial;
  };
  let complaints: string[] = [];
  await walk([
    step("deployed", async () => {
      trial = await deploy();
    }),
    ...scenarios.map(({ sentence, run }) => step(sentence, () => run(deployed()))),
    step("everything has ended", async () => {
      complaints = await verdictOn(deployed());
      return `${deployed().inbox.operations().length} messages to operations`;
    }),
  ]);
  for (const what of trial?.notShown ?? []) say(`NOT SHOWN HERE: ${what}`);
  return complaints;
}

async function bound(): Promise<string[]> {
  return await new Promise((resolve) => {
    const end = () =>
      resolve([
        `not over after ${minutes} minutes, at: ${doing}. CHAOS_MINUTES=${minutes * 2} gives it longer`,
      ]);
    setTimeout(end, minutes * 60_000).unref();
  });
}

async function stopped(): Promise<string[]> {
  await stoppedByHand(`${STACK} and its queues`);
  return [`stopped by hand, at: ${doing}`];
}

/** Removes what was created: the stack with its files, and the queues. */
async function clearUp(): Promise<string[]> {
  return await removeEach([
    ["what the buckets hold", async () => parts?.deployed.empty()],
    ...onBus.map((listener) => ["a rule of the bus", () => listener.remove()] as const),
    [`the stack ${STACK}`, async () => (isDeployed ? deleteStack(cloudFormation, STACK) : null)],
    ...listeners.map((listener) => ["a queue", () => listener.remove()] as const),
    ["the proxy", async () => parts?.proxy.close()],
    [folder, async () => rmSync(folder, { recursive: true })],
  ]);
}

say(`seed ${seed} (CHAOS_SEED=${seed} tries the same again), at most ${minutes} minutes`);
let failed: string[];
try {
  failed = await Promise.race([wholeTrial(), bound(), stopped()]);
} catch (error) {
  failed = [error instanceof Error ? error.message : String(error)];
}
for (const sentence of failed) say(`FAIL ${sentence}`);
say(
  failed.length === 0
    ? "each crossing was told once and stood on the bus, none falsely, and each fault to operations; the event log has all of it"
    : `seed ${seed}`,
);
await parts?.inbox.close().catch((error: Error) => failed.push(error.message));
const left = await clearUp();
for (const sentence of left) say(`FAIL ${sentence}`);
failed.push(...left);
process.exit(failed.length === 0 ? 0 : 1);
