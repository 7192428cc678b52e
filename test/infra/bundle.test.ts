import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cloud } from "../../cli/cloud.ts";
import { startEmbeddedCloud } from "../../cli/embedded-cloud.ts";
import type { Email } from "../../cli/embedded-sns.ts";
import type { SectorResult } from "../../functions/recompute/result.ts";
import { supplyWith } from "../support/samples.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

/** The very code that is deployed: the bundle that synth leaves behind, on the embedded cloud. */
let synthesis: Synthesis;
let cloud: Cloud;
let handler: (event: unknown) => Promise<SectorResult[]>;
const emails: Email[] = [];

beforeAll(async () => {
  synthesis = synthesize({ email: "all@example.com" });
  cloud = await startEmbeddedCloud(null, async (email) => {
    emails.push(email);
  });
  const bundle = pathToFileURL(join(bundleFolder(synthesis), "index.mjs")).href;
  ({ handler } = (await import(/* @vite-ignore */ bundle)) as { handler: typeof handler });
});
afterAll(async () => {
  await cloud.close();
  synthesis.remove();
});

describe("the bundled recompute function", () => {
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
    expect((await cloud.ledgers.load("us-storage-imports")).outbox).toEqual([]);
  });

  it("sends nothing when nothing changed", async () => {
    await handler({ sector: "us-storage-imports", asOf: "2026-07-31" });
    expect(emails).toHaveLength(1);
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
    ["now", "payload: expected object, received string"],
  ])("refuses the payload %j in one sentence", async (payload, message) => {
    await expect(handler(payload)).rejects.toThrow(message);
  });
});

function bundleFolder({ folder }: Synthesis): string {
  const assets = readdirSync(folder).filter((name) => name.startsWith("asset."));
  const [asset] = assets;
  if (asset === undefined || assets.length > 1)
    throw new Error(`expected one bundle, found ${assets.join(", ")}`);
  return join(folder, asset);
}
