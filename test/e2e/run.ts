import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DeleteTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type BusListener, type HeardChange, listenToBus } from "../endpoint/bus-rule.ts";
import { removeEach, stoppedByHand } from "../endpoint/clean-up.ts";
import { cdk, chokepoint, run } from "../endpoint/commands.ts";
import { takeAnyCredentials } from "../endpoint/credentials.ts";
import { createListener, type Listener } from "../endpoint/queues.ts";
import { deleteStack, outputsOf } from "../endpoint/stacks.ts";
import { say, until, walk } from "../endpoint/steps.ts";
import { comparedWith, listenToChats } from "./chat.ts";
import { copyTable } from "./copied-table.ts";
import { beginAgain, fileOf, QUIET_SECTOR, refusesAnother, storeImportAt } from "./event-file.ts";
import { type NamedPage, readNamedPage } from "./named-page.ts";

// The whole of Chokepoint on an AWS-compatible endpoint, or in a sandbox account: from bootstrap to destroy.

const STACK = "Chokepoint-e2e";
const SECTOR = "us-storage-imports";

const endpoint = process.env.AWS_ENDPOINT_URL;
const isSandbox = process.env.CHOKEPOINT_E2E_SANDBOX === "yes";
if (endpoint === undefined && !isSandbox) {
  say("SKIPPED: there is nowhere to deploy to. The end-to-end suite needs one of these:");
  say("  AWS_ENDPOINT_URL=http://127.0.0.1:4566 npm run test:e2e   an AWS-compatible endpoint");
  say(
    "  CHOKEPOINT_E2E_SANDBOX=yes npm run test:e2e               the account of your AWS credentials: it creates,",
  );
  say(
    `                                                            bills and removes the stack ${STACK} there`,
  );
  process.exit(0);
}
if (endpoint !== undefined) takeAnyCredentials();

const pathStyle = endpoint === undefined ? {} : { forcePathStyle: true };
const [cloudFormation, dynamo, s3, sqs] = [
  new CloudFormationClient({}),
  new DynamoDBClient({}),
  new S3Client(pathStyle),
  new SQSClient({}),
];
const folder = mkdtempSync(join(tmpdir(), "chokepoint-e2e-"));
const today = new Date().toISOString().slice(0, 10);
let listeners: { warned: Listener; other: Listener };
let chats: Listener;
const created: Listener[] = [];
const onBus: BusListener[] = [];
let raised: HeardChange | undefined;
let named: NamedPage | undefined;
let outputs: Map<string, string>;
let restored: string | null = null;
let isDeployed = false;

const COLUMNS = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source";

// Over the limit, and inside of it. Between them lies less than what must be confirmed: a schedule may run at any time, and what
// it finds is compared with what was there before.
const [MANY, FEW] = [300, 100];

/** 1,000 USD of imports today, of which so much comes from China. */
function positions(chinese: number): string {
  const rows = [
    `E-1,${SECTOR},,bess,CN,${chinese},${today},,e2e`,
    `E-2,${SECTOR},,bess,JP,${1000 - chinese},${today},,e2e`,
  ];
  return [COLUMNS, ...rows, ""].join("\n");
}

function localFile(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function configuration(historyDays: number, tables: Record<string, string>, more: object): string {
  const subscribers = [
    { protocol: "sqs", endpoint: listeners.warned.arn, sectors: [SECTOR], level: "warning" },
    { protocol: "sqs", endpoint: listeners.other.arn, sectors: ["ai"], level: "warning" },
  ];
  const schedules = { [SECTOR]: "rate(1 minute)" };
  const choices = {
    stage: "dev",
    stackName: STACK,
    keepData: true,
    chat: true,
    historyDays,
    schedules,
    subscribers,
    tables,
    ...more,
  };
  return localFile("config.json", JSON.stringify(choices));
}

async function deploy(
  historyDays: number,
  tables: Record<string, string> = {},
  more: object = {},
): Promise<void> {
  isDeployed = true;
  await cdk(
    "deploy",
    "--require-approval",
    "never",
    "--method=direct",
    "-c",
    `config=${configuration(historyDays, tables, more)}`,
  );
  outputs = await outputsOf(cloudFormation, STACK);
}

async function parameterOf(name: string): Promise<string | undefined> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: STACK }));
  return Stacks?.[0]?.Parameters?.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue;
}

async function put(key: string, body: string | Uint8Array): Promise<void> {
  const Bucket = outputs.get("ImportBucket") ?? "";
  await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
}

/** A table as an ERP might export it, and how it is read. Its sector has no schedule and no listener. */
const ERP = {
  mapping: {
    schemaVersion: 1,
    lines: "add-up",
    columns: {
      positionId: { columns: ["PO"] },
      sector: { constant: "defense" },
      supplierId: { column: "Vendor", as: "name" },
      item: { constant: "radio-battery" },
      originCountry: { column: "Origin" },
      exposure: { column: "Net", format: "1,234.56", unit: "USD" },
      date: { column: "Posted", format: "MM/DD/YYYY" },
      source: { constant: "e2e erp" },
    },
  },
  table: (day: string) =>
    [
      "PO;Vendor;Origin;Net;Posted",
      `1;Example Cells;China (PRC);$1,250.50;${day}`,
      `1;Example Cells;China (PRC);(250.50);${day}`,
      `2;Example Packs;Korea, South;$3,000.00;${day}`,
      "",
    ].join("\r\n"),
};

/** What is stored in a table of the stack, as `list` tells it. */
async function listed(...args: string[]): Promise<Record<string, unknown>[]> {
  return await chokepoint<Record<string, unknown>[]>(STACK, "list", ...args);
}

/** What the watchdog finds wrong. */
interface Problem {
  key: string;
  toldAt: string | null;
}

/** The lines of the event log of one kind. */
async function logLines(kind: string): Promise<Record<string, unknown>[]> {
  const text = await run("chokepoint", ["list", "events", "--kind", kind, "--stack", STACK, "--json"]);
  return text.split("\n").flatMap((line) => (line === "" ? [] : JSON.parse(line)));
}

const BAD_REPORT = "rejects/positions/bad.csv.report.json";

/** What stands beside the bad file; `null` while there is nothing. */
async function reportOfBadFile(): Promise<unknown> {
  const Bucket = outputs.get("ImportBucket") ?? "";
  try {
    return await s3.send(new GetObjectCommand({ Bucket, Key: BAD_REPORT }));
  } catch (error) {
    if ((error as Error).name === "NoSuchKey") return null;
    throw error;
  }
}

/** @throws Error when AWS itself has not kept the table. Endpoints that imitate it need not know of retention. */
async function whatStays(TableName: string): Promise<string> {
  try {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    return `${TableName} is ${Table?.TableStatus}`;
  } catch (error) {
    if (isSandbox || (error as Error).name !== "ResourceNotFoundException") throw error;
    return "NOT SHOWN HERE, this endpoint removes what the template retains";
  }
}

interface History {
  sector: string;
  events: { event: string; published: boolean; asOf: string }[];
}

async function historyOf(): Promise<History["events"]> {
  const [history] = await chokepoint<History[]>(STACK, "alerts", "--sector", SECTOR, "--history");
  return history?.events ?? [];
}

function eventIs(wanted: string, published: boolean) {
  return async () => (await historyOf()).find((one) => one.event === wanted && one.published === published);
}

function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`expected that ${sentence}`);
}

/** @throws at the first step that does not hold. */
async function wholeSuite(): Promise<void> {
  await walk([
    [
      "two queues listen, one of them to another sector",
      async () => {
        const suffix = Date.now().toString(36);
        const create = (name: string) => createListener(sqs, `chokepoint-e2e-${name}-${suffix}`);
        listeners = { warned: await create("warned"), other: await create("other") };
        created.push(listeners.warned, listeners.other);
      },
    ],
    ["bootstrapped", () => cdk("bootstrap", "-c", "stage=dev").then(() => null)],
    [
      "deployed",
      async () => {
        await deploy(30);
        const suffix = Date.now().toString(36);
        onBus.push(await listenToBus(sqs, outputs.get("EventsBus") ?? "", `chokepoint-e2e-bus-${suffix}`));
        chats = await listenToChats(sqs, outputs.get("ChatTopic") ?? "", `chokepoint-e2e-chats-${suffix}`);
        created.push(chats);
        return `${outputs.size} outputs`;
      },
    ],
    [
      "the stack remembers its configuration file, and refuses a deployment without it",
      async () => {
        const remembered = await parameterOf("ConfigFile");
        expect(remembered === "config.json", "the stack knows its file");
        if (!isSandbox) return "THE REFUSAL IS NOT SHOWN HERE: this endpoint knows no rules of templates";
        const plain = [
          "deploy",
          "--require-approval",
          "never",
          "-c",
          "stage=dev",
          "-c",
          `stackName=${STACK}`,
        ];
        const refused = await cdk(...plain).then(
          () => "",
          (error: Error) => error.message,
        );
        expect(refused.includes("and this deployment has none"), "CloudFormation refuses it");
        return remembered;
      },
    ],
    [
      "a file of which nothing can be read is put into the bucket, and told of beside it",
      async () => {
        await put("positions/bad.csv", "this is no CSV of ours\n1,2\n");
        await until("the report", reportOfBadFile);
        return BAD_REPORT;
      },
    ],
    [
      "a file of positions is put into the bucket, imported, and recomputed",
      async () => {
        await put("positions/e2e.csv", positions(MANY));
        await until("the alert", eventIs("raised", true));
      },
    ],
    [
      "the alert arrives through the filter of its subscription",
      async () => {
        const { document, attributes } = await until("the message", () => listeners.warned.next());
        expect(attributes.sector?.Value === SECTOR, "the message is about its sector");
        expect(document.level === "warning", "it is a warning");
        const [lead = ""] = document.text.split("\n\n");
        const isNamed = lead.replaceAll(/\s+/g, " ").includes("REFUSED FILE: positions/bad.csv");
        expect(isNamed, `it names the bad file in its first lines, and not ${JSON.stringify(lead)}`);
        named = document.page;
        return document.subject;
      },
    ],
    [
      "the report page lies where the alert says, and has the alert in it",
      async () => {
        expect(named !== undefined, "the alert names the page");
        const { address = "", anchor = "" } = named ?? {};
        expect(
          address.startsWith(`s3://${outputs.get("ReportsBucket")}/`),
          "it is in the bucket of the stack",
        );
        const page = await readNamedPage(s3, { address, anchor });
        expect(page.includes("Source: assessment"), "it says which assessment it shows");
        return `${address}#${anchor}`;
      },
    ],
    [
      "the same is on the bus, and a rule puts it into a queue",
      async () => {
        const [first] = await until("the event", async () => {
          const found = (await onBus[0]?.some()) ?? [];
          return found.length > 0 ? found : null;
        });
        expect(first?.event === "raised" && first.sector === SECTOR, "the event is that of the alert");
        raised = first;
        return first?.bulletinId;
      },
    ],
    [
      "the topic for chats gets it as a custom notification of Amazon Q",
      async () => {
        const [notification] = await until("the notification", async () => {
          const found = await chats.some();
          return found.length > 0 ? found : null;
        });
        const { body } = notification ?? { body: "" };
        const compared = raised === undefined ? "other" : comparedWith(raised, body);
        const isOurs = compared === "same" || (compared === "unquoted" && !isSandbox);
        expect(isOurs, `it says what the event says: ${body}`);
        const quoted =
          compared === "same" ? "" : "; QUOTES ARE NOT SHOWN HERE, this endpoint puts none around texts";
        return `a queue listens in the place of Amazon Q${quoted}`;
      },
    ],
    [
      "nothing of it arrives at the queue of another sector",
      async () => expect((await listeners.other.next()) === null, "the other queue is empty"),
    ],
    [
      "a test message arrives where it is said to, and nowhere else",
      async () => {
        const about = ["--sector", SECTOR, "--level", "warning"];
        const { id, subscriptions } = await chokepoint<{
          id: string;
          subscriptions: { endpoint: string; delivers: string; why: string | null }[];
        }>(STACK, "test-notification", ...about);
        const said = new Map(subscriptions.map((one) => [one.endpoint, one]));
        expect(said.get(listeners.warned.arn)?.delivers === "yes", "it goes to the queue of its sector");
        const { delivers, why } = said.get(listeners.other.arn) ?? {};
        expect(delivers === "no", "it does not go to that of another sector");
        const { document } = await until("the test message", () => listeners.warned.next());
        expect(document.subject.startsWith("TEST: "), "it is plainly a test");
        expect((await listeners.other.next()) === null, "the other queue is empty");
        const logged = await logLines("test");
        expect(
          logged.some(({ message }) => message === id),
          "it is in the event log",
        );
        return why ?? "";
      },
    ],
    [
      "a simulation answers what is lost",
      async () => {
        const args = ["--sector", SECTOR, "--remove", "country:CN"];
        const { scopes } = await chokepoint<{ scopes: { loss: { lower: number } }[] }>(
          STACK,
          "simulate",
          ...args,
        );
        const loss = scopes[0]?.loss.lower ?? 0;
        expect(Math.abs(loss - MANY / 1000) < 1e-9, "as much is lost as comes from China");
        return `${(100 * loss).toFixed(1)} %`;
      },
    ],
    [
      "a what-if answers what another limit changes",
      async () => {
        const args = ["--sector", SECTOR, "--limit", "china-origin:warning=90%"];
        const { rules } = await chokepoint<{ rules: Record<"before" | "after", { level: string }>[] }>(
          STACK,
          "simulate",
          ...args,
        );
        const [was, now] = [rules[0]?.before.level, rules[0]?.after.level];
        expect(was === "warning" && now === "none", "it is at warning only by the limit of the policy");
        return `${was} becomes ${now}`;
      },
    ],
    [
      "a later version of the bad file mends it, so that alerts can resolve again",
      async () => {
        await put("positions/bad.csv", `${COLUMNS}\n`);
        await until("the report to go", async () => ((await reportOfBadFile()) === null ? "gone" : null));
      },
    ],
    [
      "the open alert is acknowledged, which alerts and history show, and that is withdrawn",
      async () => {
        const about = ["--sector", SECTOR, "--by", "e2e", "--reason", "a test"];
        const [open] = await chokepoint<{ alerts: { rule: string }[] }[]>(
          STACK,
          "alerts",
          "--sector",
          SECTOR,
        );
        const { acknowledged } = await chokepoint<{ acknowledged: { id: string }[] }>(
          STACK,
          "ack",
          open?.alerts[0]?.rule ?? "",
          ...about,
        );
        const id = acknowledged[0]?.id ?? "";
        const [state] = await chokepoint<{ alerts: { acknowledged: { id: string } | null }[] }[]>(
          STACK,
          "alerts",
          "--sector",
          SECTOR,
        );
        expect(state?.alerts[0]?.acknowledged?.id === id, "the alert is acknowledged");
        await chokepoint(STACK, "ack", "--withdraw", id, "--sector", SECTOR);
        await until("the end of it in the history", eventIs("unacknowledged", false));
      },
    ],
    [
      "a schedule starts a recompute, and a silence hides what it finds",
      async () => {
        const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
        const about = ["--sector", SECTOR, "--until", tomorrow, "--by", "e2e", "--reason", "a test"];
        await chokepoint(STACK, "silence", ...about);
        await chokepoint(STACK, "import", "positions", localFile("less.csv", positions(FEW)));
        await until("the hidden end", eventIs("resolved", false));
        expect((await listeners.warned.next()) === null, "a silence sends nothing");
      },
    ],
    [
      "the silence is lifted, and what it hid is told",
      async () => {
        const [state] = await chokepoint<{ silences: { id: string }[] }[]>(
          STACK,
          "alerts",
          "--sector",
          SECTOR,
        );
        await chokepoint(STACK, "lift", state?.silences[0]?.id ?? "", "--sector", SECTOR);
        const { document } = await until("the end", () => listeners.warned.next());
        return document.subject;
      },
    ],
    [
      "the watchdog and the digest answer",
      async () => {
        await put("stray/e2e.csv", "nobody knows what this is\n");
        const problems = await until("what is told of a stray file", async () => {
          const looked = await chokepoint<{ problems: Problem[] }>(STACK, "watchdog");
          const isTold = ({ key, toldAt }: Problem) => key.endsWith(":stray/e2e.csv") && toldAt !== null;
          return looked.problems.some(isTold) ? looked.problems : null;
        });
        // Nobody is on the operations topic, so that the readers of alerts are sent the same.
        for (const listener of [listeners.warned, listeners.other]) {
          const { body } = await until("what operators would be told", () => listener.next());
          expect(body.includes("watchdog-"), "it is what the watchdog has told");
        }
        const lines = await logLines("finding");
        const isLogged = ({ key, toldAt }: Problem) =>
          lines.some(({ finding, at }) => finding === key && at === toldAt);
        const told = problems.filter(({ toldAt }) => toldAt !== null);
        expect(told.every(isLogged), "what operations were told is in the event log");
        const { subject } = await chokepoint<{ subject: string }>(STACK, "digest");
        return `${problems.length} problems, ${told.length} told; ${subject}`;
      },
    ],
    [
      "a day that is closed has a file of its events, which no later look changes",
      async () => {
        const at = new Date(Date.now() - 2 * 86_400_000);
        const day = at.toISOString().slice(0, 10);
        await storeImportAt(dynamo, outputs.get("AssessmentsTable") ?? "", at);
        const bucket = outputs.get("EventLogBucket") ?? "";
        await beginAgain(s3, bucket);
        await chokepoint(STACK, "watchdog");
        const file = await fileOf(s3, bucket, day);
        await chokepoint(STACK, "watchdog");
        const isRefused = await refusesAnother(s3, bucket, day);
        expect(isRefused ?? !isSandbox, "S3 refuses to replace it");
        const later = await fileOf(s3, bucket, day);
        expect(later.version === file.version && later.text === file.text, "the file stays as it was");
        const asked = ["--sector", QUIET_SECTOR, "--to", day, "--stack", STACK, "--json"];
        expect(
          file.text === (await run("chokepoint", ["list", "events", ...asked])),
          "it is the log of that day",
        );
        const shown =
          isRefused === null ? "; THE REFUSAL IS NOT SHOWN HERE, this endpoint gives no answer" : "";
        return `${file.text.length} bytes of ${day}${shown}`;
      },
    ],
    [
      "a sector that is too large for one function is folded in parts by several, and the same is told",
      async () => {
        await deploy(90, {}, { partsAbove: 1 });
        await put("positions/e2e.csv", positions(MANY));
        const { document } = await until("the alert", () => listeners.warned.next());
        const [answer] = await chokepoint<{ inParts?: { parts: number } }[]>(
          STACK,
          "recompute",
          "--sector",
          SECTOR,
        );
        expect((answer?.inParts?.parts ?? 0) >= 16, "Step Functions were left the sector");
        await put("positions/e2e.csv", positions(FEW));
        const end = await until("the end", () => listeners.warned.next());
        return `${answer?.inParts?.parts} parts: ${document.subject}; ${end.document.subject}`;
      },
    ],
    [
      "a table of one's own is imported by its mapping, holdings from a gzip file, and both are looked at",
      async () => {
        const [year, month, day] = today.split("-");
        const table = ERP.table(`${month}/${day}/${year}`);
        await put("map/erp/mapping.json", JSON.stringify(ERP.mapping));
        await put(
          "map/erp/july.csv",
          Buffer.concat([Buffer.from("\ufeff", "utf16le"), Buffer.from(table, "utf16le")]),
        );
        const holding =
          "supplierId,holderId,minShare,maxShare,kind,from,to,source\nexample-cells,e2e-holder,0.6,0.7,equity,,,e2e\n";
        await put("holdings/e2e.csv.gz", gzipSync(holding));
        const positions = await until("the positions", async () => {
          const found = await listed("positions", "--sector", "defense");
          return found.length === 2 ? found : null;
        });
        const [netted] = positions.filter(({ supplierId }) => supplierId === "example-cells");
        expect(netted?.exposure === 1000 && netted.originCountry === "CN", "the credit is taken away");
        const [holds] = await until("the holding", async () => {
          const found = await listed("holdings", "--supplier", "example-cells");
          return found.length === 1 ? found : null;
        });
        expect(holds?.holderId === "e2e-holder", "the holder is stored");
        return `${positions.length} positions of 3 lines, held by ${holds?.holderId}`;
      },
    ],
    [
      "upgraded in place, with all that it remembers",
      async () => {
        const before = await historyOf();
        await deploy(60);
        expect(JSON.stringify(await historyOf()) === JSON.stringify(before), "the history is the same");
        return `${before.length} lines of history`;
      },
    ],
    [
      "a restored ledger is attached: it is gone on with, and nothing is told again",
      async () => {
        await put("positions/e2e.csv", positions(MANY));
        const { document } = await until("the alert", () => listeners.warned.next());
        const before = await historyOf();
        restored = `${STACK}-restored-${Date.now().toString(36)}`;
        await copyTable(dynamo, outputs.get("LedgersTable") ?? "", restored);
        await deploy(60, { ledgers: restored });
        expect(outputs.get("LedgersTable") === restored, "the stack works with it");
        await chokepoint(STACK, "recompute", "--sector", SECTOR);
        expect((await listeners.warned.next()) === null, "nothing is told again");
        expect(JSON.stringify(await historyOf()) === JSON.stringify(before), "the history is the same");
        await put("positions/e2e.csv", positions(FEW));
        const end = await until("the end", () => listeners.warned.next());
        return `${document.subject}; ${end.document.subject}`;
      },
    ],
    [
      "destroyed; what it stored stays",
      async () => {
        for (const listener of onBus.splice(0)) await listener.remove();
        await deleteStack(cloudFormation, STACK);
        isDeployed = false;
        // The ledgers stand in a table that the stack has not made.
        return await whatStays(outputs.get("PositionsTable") ?? "");
      },
    ],
  ]);
}

/** Removes what was created, but for what the stack keeps of itself. */
async function clearUp(): Promise<string[]> {
  return await removeEach([
    ...onBus.map((listener) => ["a rule of the bus", () => listener.remove()] as const),
    [`the stack ${STACK}`, async () => (isDeployed ? deleteStack(cloudFormation, STACK) : null)],
    ...created.map((listener) => ["a queue", () => listener.remove()] as const),
    ["the restored table", removeRestored],
    [folder, async () => rmSync(folder, { recursive: true })],
  ]);
}

async function removeRestored(): Promise<void> {
  if (restored !== null) await dynamo.send(new DeleteTableCommand({ TableName: restored }));
}

async function stopped(): Promise<void> {
  await stoppedByHand(`${STACK} and its queues`);
  throw new Error("stopped by hand");
}

const failed: string[] = [];
try {
  await Promise.race([wholeSuite(), stopped()]);
} catch (error) {
  failed.push(error instanceof Error ? error.message : String(error));
}
failed.push(...(await clearUp()));
for (const sentence of failed) say(`FAIL ${sentence}`);
if (failed.length === 0) say("everything held");
process.exit(failed.length === 0 ? 0 : 1);
