import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recomputeEnvironment } from "../../bench/recompute-environment.ts";
import { type EmbeddedCloud, startEmbeddedCloud } from "../../cli/cloud/embedded.ts";
import type { BusEnvelope } from "../../cli/cloud/embedded-bus.ts";
import type { Email } from "../../cli/cloud/embedded-sns.ts";
import type { DigestResult } from "../../functions/digest/digest.ts";
import type { ObjectImport } from "../../functions/import/bucket/import-object.ts";
import type { ReportResult } from "../../functions/report/write-pages.ts";
import { readPolicyFolder } from "../../functions/runtime/policy-folder.ts";
import type { SilenceResult } from "../../functions/silence/silence.ts";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import type { WatchdogResult } from "../../functions/watchdog/watchdog.ts";
import { reportsBucket } from "../../shared/contract/buckets.ts";
import { functionOutputs, policiesEnv } from "../../shared/contract/functions.ts";
import { CALENDAR_FILE } from "../../shared/policy/calendar.ts";
import { LISTS_FILE } from "../../shared/policy/own-lists.ts";
import { WORDING_FILE } from "../../shared/policy/own-wording.ts";
import { isPolicyFile } from "../../shared/policy/read-policies.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { addDays, dayOf } from "../../shared/values/day.ts";
import { erpCells, erpMapping, erpPurchases } from "../support/erp.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { BUCKET, type ImportCloud, startImportCloud } from "../support/import-cloud.ts";
import { policyFiles } from "../support/policy-files.ts";
import { supplyWith } from "../support/samples.ts";
import { bundledStack, type Synthesis } from "../support/synthesis.ts";
import { usImportsPolicy } from "../support/us-imports-policy.ts";
import { workbookOf } from "../support/workbooks.ts";

/** The very code that is deployed: the bundle that synth leaves behind, on the embedded cloud. */
const policies = policyFiles("ai", "defense");
let synthesis: Synthesis;
let cloud: EmbeddedCloud;
let handler: (event: unknown) => Promise<SectorResult[]>;
let simulate: (event: unknown) => Promise<SimulateResult>;
let silence: (event: unknown) => Promise<SilenceResult>;
let digest: (event: unknown) => Promise<DigestResult>;
let watchdog: (event: unknown) => Promise<WatchdogResult>;
let report: (event: unknown) => Promise<ReportResult>;
let importFiles: (event: unknown) => Promise<ObjectImport[]>;
let files: ImportCloud;
const emails: Email[] = [];
const busEvents: BusEnvelope[] = [];

beforeAll(async () => {
  synthesis = bundledStack();
  policies.write(usImportsPolicy);
  cloud = await startEmbeddedCloud(null, {
    async email(email) {
      emails.push(email);
    },
    async events(events) {
      busEvents.push(...events);
    },
  });
  await cloud.startTopics();
  files = await startImportCloud();
  handler = await load<typeof handler>(/^Recomputes/);
  simulate = await load<typeof simulate>(/^Says what a sector loses/);
  silence = await load<typeof silence>(/^Keeps news/);
  digest = await load<typeof digest>(/^Sends one calm message/);
  watchdog = await load<typeof watchdog>(/^Looks for stale sectors/);
  process.env[reportsBucket.env] = BUCKET;
  report = await load<typeof report>(/^Writes the report page/);
  importFiles = await load<typeof importFiles>(/^Imports files/);
});
afterAll(async () => {
  policies.remove();
  await Promise.all([cloud.close(), files.close()]);
});

async function load<Handler>(description: RegExp): Promise<Handler> {
  const folder = bundleFolder(synthesis, description);
  process.env[policiesEnv] = policies.folder;
  const bundle = pathToFileURL(join(folder, "index.mjs")).href;
  return ((await import(/* @vite-ignore */ bundle)) as { handler: Handler }).handler;
}

describe("each bundle", () => {
  it("holds the policies as they are, the restricted lists, the wording and the calendar, and nothing else of their folder", () => {
    const functions = Object.values(synthesis.template.findResources("AWS::Lambda::Function"));
    const bundled = functions.filter(({ Properties }) => Properties.Environment?.Variables[policiesEnv]);
    expect(bundled).toHaveLength(Object.keys(functionOutputs).length);
    for (const { Properties } of bundled) {
      expect(Properties.Environment.Variables[policiesEnv]).toBe("policies");
      const folder = join(bundleFolder(synthesis, new RegExp(`^${Properties.Description}$`)), "policies");
      expect(readPolicyFolder(folder)).toEqual(readPolicyFolder("policies"));
      expect(readdirSync(folder).filter((file) => !isPolicyFile(file))).toEqual([
        CALENDAR_FILE,
        LISTS_FILE,
        WORDING_FILE,
      ]);
    }
  });
});

describe("the bundled recompute function", () => {
  it("loads with what the benchmark of cold starts sets, and nothing else", () => {
    const bundle = join(bundleFolder(synthesis, /^Recomputes/), "index.mjs");
    const program = `import(${JSON.stringify(pathToFileURL(bundle).href)}).then((m) => console.log(typeof m.handler))`;
    const env = recomputeEnvironment(policies.folder);
    expect(execFileSync(process.execPath, ["--eval", program], { env, encoding: "utf8" })).toBe("function\n");
  });

  it("recomputes, writes and publishes through the AWS SDK", async () => {
    await cloud.importPorts.positions.put(supplyWith(700, "us-storage-imports"));
    const [result] = await handler({ sector: "us-storage-imports", asOf: "2026-07-31" });
    expect(result).toMatchObject({
      sector: "us-storage-imports",
      alerts: [
        { rule: "china-origin", level: "warning", event: "raised", observed: { lower: 0.7, upper: 0.7 } },
      ],
      bulletin: { published: true },
    });
    expect(emails.map(({ subject }) => subject)).toEqual([
      "[WARNING] US storage imports: 70% of supply made in China (limit 25%)",
    ]);
    expect(busEvents).toMatchObject([
      {
        source: "chokepoint",
        "detail-type": "Chokepoint Alert Raised",
        detail: { alert: "us-storage-imports/china-origin", observed: { lower: 0.7, upper: 0.7 } },
      },
    ]);
    expect((await cloud.ledgers.load("us-storage-imports")).outbox).toEqual([]);
  });

  it("sends nothing when nothing changed", async () => {
    await handler({ sector: "us-storage-imports", asOf: "2026-07-31" });
    expect([emails.length, busEvents.length]).toEqual([1, 1]);
  });

  it.each([
    [
      { sector: "moon" },
      'payload: field "sector": "moon" is not a sector; the sectors are ai, defense, us-storage-imports',
    ],
    [{ asOf: "2026-02-30" }, 'payload: field "asOf": must be a day like 2026-07-31'],
    [{ asof: "2026-07-31" }, 'payload: field "asof" is not known'],
    [{ windowDays: 0 }, 'payload: field "windowDays": must be 1 or more'],
    [{ dryRun: "yes" }, 'payload: field "dryRun": must be true or false'],
    ["now", "payload: must be an object, not a text"],
  ])("refuses the payload %j in one sentence", async (payload, message) => {
    await expect(handler(payload)).rejects.toThrow(message);
  });
});

describe("the bundled simulate function", () => {
  it("says what is lost, and writes nothing", async () => {
    const before = await cloud.ledgers.load("us-storage-imports");
    const payload = { sector: "us-storage-imports", remove: { countries: ["CN"] }, asOf: "2026-07-31" };
    expect(await simulate(payload)).toMatchObject({
      scopes: [{ item: null, loss: { lower: 0.7 } }, { item: "bess" }],
    });
    expect(await cloud.ledgers.load("us-storage-imports")).toEqual(before);
  });

  it.each([
    [{ sector: "ai" }, "payload: needs remove, move, limits or pairs: what to try"],
    [{ remove: { countries: ["CN"] } }, 'payload: field "sector": must name a sector'],
    [
      { sector: "ai", remove: {} },
      'payload: field "remove": needs countries, owners, suppliers, lists, plants, ports or regions',
    ],
    [{ sector: "ai", remove: { countries: ["China"] } }, "must be a two-letter country code like CN"],
    [
      { sector: "us-storage-imports", remove: { owners: ["catll"] }, asOf: "2026-07-31" },
      'payload: owner "catll" does not occur in the supply of us-storage-imports, in any tier',
    ],
  ])("refuses %j in one sentence", async (payload, message) => {
    await expect(simulate(payload)).rejects.toThrow(message);
  });
});

describe("the bundled silence function", () => {
  const SECTOR = "us-storage-imports";

  it("keeps news of a rule from being sent until a day, and lets it out again", async () => {
    const asked = { sector: SECTOR, rule: "china-origin", until: addDays(dayOf(new Date()), 14) };
    const { silenced } = await silence({ ...asked, by: "Ana", reason: "known" });
    expect(silenced).toMatchObject({ rule: "china-origin", until: asked.until, by: "Ana" });
    expect((await cloud.ledgers.load(SECTOR)).silences).toEqual([silenced]);
    expect(await silence({ sector: SECTOR, lift: silenced?.id })).toMatchObject({ silences: [] });
    expect((await cloud.ledgers.load(SECTOR)).silences).toEqual([]);
  });

  it("acknowledges no alert that is not open", async () => {
    const payload = { sector: SECTOR, ack: "nothing-open", by: "Ana", reason: "known" };
    await expect(silence(payload)).rejects.toThrow('"nothing-open" has no open alert');
  });

  it.each([
    [{ sector: SECTOR, lift: "nothing" }, "payload: "],
    [{ sector: SECTOR, withdraw: "nothing" }, "is not an acknowledgement of"],
    [{ sector: "moon", until: "2099-01-01", by: "Ana", reason: "r" }, '"moon" is not a sector'],
  ])("refuses %j in one sentence", async (payload, message) => {
    await expect(silence(payload)).rejects.toThrow(message);
  });
});

describe("the bundled digest function", () => {
  it("sends how the sectors stand", async () => {
    emails.length = 0;
    const { subject } = await digest({ sectors: ["us-storage-imports"] });
    expect(emails.map((email) => email.subject)).toEqual([subject]);
    expect(emails[0]?.text).toContain("China");
  });

  it("refuses a sector that is none in one sentence", async () => {
    await expect(digest({ sectors: ["moon"] })).rejects.toThrow('"moon" is not a sector');
  });
});

describe("the bundled watchdog function", () => {
  it("looks at every sector, remembers what is wrong, and finds the same again", async () => {
    const { problems } = await watchdog({});
    const texts = problems.map(({ text }) => text);
    expect(texts).toContain("ai was never recomputed");
    expect(texts.filter((text) => text.includes("cannot look"))).toEqual([]);
    const again = await watchdog({});
    expect(again.problems).toEqual(problems);
    expect(again.message).toBeNull();
  });

  it("refuses a payload in one sentence", async () => {
    await expect(watchdog({ sector: "ai" })).rejects.toThrow('payload: field "sector" is not known');
  });
});

describe("the bundled report function", () => {
  it("writes a page for each sector that was asked for, which a browser shows", async () => {
    const { pages, problems } = await report({ sectors: ["us-storage-imports"] });
    const key = "reports/us-storage-imports.html";
    expect({ pages, problems }).toMatchObject({ pages: [{ bucket: BUCKET, key }], problems: [] });
    const page = await files.read(key);
    expect(page.includes("70.0\u00a0% of supply made in China")).toBe(true);
    expect(page.includes("npx chokepoint list positions --sector us-storage-imports")).toBe(true);
  });

  it("writes that of every sector, also of one that was never assessed", async () => {
    const { pages } = await report({});
    expect(pages.map(({ sector }) => sector)).toEqual(["ai", "defense", "us-storage-imports"]);
    expect(await files.read("reports/ai.html")).toContain("It was never assessed.");
    for (const { key } of pages) await files.remove(key);
  });

  it("refuses a sector that is none in one sentence", async () => {
    await expect(report({ sectors: ["moon"] })).rejects.toThrow('"moon" is not a sector');
  });
});

describe("the bundled import function", () => {
  it("imports a file from the bucket, and starts the recompute", async () => {
    const key = "positions/july.csv";
    await files.put(
      key,
      `${POSITION_COLUMNS}\nP-1,ai,,bess,South Korea,1,2026-07-01,,x\nP-2,ai,,bess,Narnia,1,,,\n`,
    );
    expect(await importFiles({ bucket: BUCKET, key })).toMatchObject([
      { status: "imported", report: { added: 1, rejected: 1 }, started: ["ai"] },
    ]);
    expect(await files.keys()).toContain(`rejects/${key}.rejects.csv`);
    expect(files.started).toMatchObject([{ type: "Event", payload: { sector: "ai" } }]);
  });

  it("imports a workbook by a mapping that lies beside it", async () => {
    await files.put("map/erp/mapping.json", JSON.stringify(erpMapping));
    const key = "map/erp/july.xlsx";
    await files.put(key, workbookOf(erpCells(erpPurchases().slice(0, 20))));
    expect(await importFiles({ bucket: BUCKET, key })).toMatchObject([
      { status: "imported", report: { added: 20, rejected: 0, mapped: { read: { rows: 20 } } } },
    ]);
  });

  it("refuses a wrong payload in one sentence", async () => {
    await expect(importFiles({ Records: [{}] })).rejects.toThrow('payload: field "Records.0.s3": is missing');
  });
});

/** The folder of the bundle that a function's resource points at. */
function bundleFolder({ folder, template }: Synthesis, description: RegExp): string {
  const functions = Object.values(template.findResources("AWS::Lambda::Function"));
  const found = functions.find(({ Properties }) => description.test(Properties.Description));
  const hash = String(found?.Properties.Code.S3Key).replace(/\.zip$/, "");
  return join(folder, `asset.${hash}`);
}
