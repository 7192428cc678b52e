import { describe, expect, it } from "vitest";
import { sendDigest } from "../../../functions/digest/digest.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { runSimulation } from "../../../functions/simulate/simulate.ts";
import { watch } from "../../../functions/watchdog/watchdog.ts";
import type { Refusal } from "../../../shared/imports/refusal.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { refusalOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts, memoryRefusals } from "../../support/memory.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const LINE =
  "REFUSED ROWS: 191 of 500 rows of positions.csv were refused (USD 12.3 M and more): figures may be too low or too high.";
const deployment = deploymentOf();

async function portsWith(chinese: number, ...refusals: Refusal[]): Promise<MemoryPorts> {
  const ports = memoryPorts(supplyWith(chinese));
  await memoryRefusals(ports.stored.refusals).put(refusals);
  return ports;
}

async function run(ports: MemoryPorts) {
  const [result] = await recompute({ asOf: AS_OF }, ports, deployment);
  if (result === undefined) throw new Error("no result");
  return result;
}

describe("a recompute of a sector of which rows were refused", () => {
  it("is incomplete and says how many rows, of which file and why", async () => {
    const { assessment } = await run(await portsWith(300, refusalOf()));
    expect(assessment).toMatchObject({
      incomplete: true,
      unreadable: 0,
      refused: {
        rows: 191,
        exposure: 12_345_678.9,
        files: [{ file: "positions.csv", of: 500, reasons: [{ rows: 191 }] }],
      },
    });
  });

  it("tells it in the first lines of its e-mail, and never that every row was readable", async () => {
    const { bulletin } = await run(await portsWith(300, refusalOf()));
    expect(flat(bulletin?.text.split("\n\n")[0] ?? "")).toContain(LINE);
    expect(flat(bulletin?.text ?? "")).not.toContain("every row was readable");
  });

  it("resolves nothing until the rows are in", async () => {
    const ports = await portsWith(300);
    await run(ports);
    ports.stored.positions = supplyWith(100);
    await memoryRefusals(ports.stored.refusals).put([refusalOf()]);
    expect((await run(ports)).alerts).toMatchObject([{ level: "warning", event: null }]);
    ports.stored.refusals.clear();
    expect((await run(ports)).alerts).toMatchObject([{ event: "resolved" }]);
  });

  it("looks at rows of no known sector and at links, and not at those of another sector", async () => {
    const others = [refusalOf({ sector: "defense" })];
    expect((await run(await portsWith(300, ...others))).assessment).not.toHaveProperty("refused");
    const links = refusalOf({ sector: null, kind: "links", file: "links.csv" });
    expect((await run(await portsWith(300, links))).assessment).toMatchObject({ refused: { rows: 191 } });
  });

  it("is another assessment than one without", async () => {
    const [refused, whole] = [await run(await portsWith(300, refusalOf())), await run(await portsWith(300))];
    expect(refused.assessment.id).not.toBe(whole.assessment.id);
    expect(refused.assessment.inputHash).not.toBe(whole.assessment.inputHash);
  });

  it("fails, naming the step, when it cannot know what was refused", async () => {
    const ports = await portsWith(300);
    const refusals = { of: () => Promise.reject(new Error("the table is gone")) };
    await expect(recompute({ asOf: AS_OF }, { ...ports, refusals }, deployment)).rejects.toThrow(
      "ai: reading what was refused: the table is gone",
    );
  });
});

describe("what was refused", () => {
  it("stands in a simulation", async () => {
    const payload = { sector: "ai", remove: { countries: ["CN"] }, asOf: AS_OF };
    const ports = await portsWith(300, refusalOf());
    expect(await runSimulation(payload, ports, deployment.policies)).toMatchObject({
      incomplete: true,
      unreadable: 0,
      refused: { rows: 191 },
    });
  });

  it("stands in the digest, which does not say that stored rows could not be read", async () => {
    const ports = await portsWith(300, refusalOf());
    await run(ports);
    const publisher = { publish: async () => {} };
    const { text } = await sendDigest({}, { ...ports, publisher }, deployment);
    expect(flat(text)).toContain(`${LINE} Nothing resolves.`);
    expect(flat(text)).not.toContain("could not be read");
  });

  it("is told to operators once, by file, and again when it is solved", async () => {
    const ports = await portsWith(
      300,
      refusalOf(),
      refusalOf({ sector: null, kind: "links", file: "links.csv" }),
    );
    await run(ports);
    const told: string[] = [];
    const look = () =>
      watch(
        {
          ...ports,
          now: () => new Date("2026-08-01T06:00:00Z"),
          subscriptions: { list: async () => [{ protocol: "sqs", endpoint: "q", isConfirmed: true }] },
          operations: { publish: async ({ text }) => void told.push(flat(text)) },
          operators: { list: async () => [{ protocol: "email", endpoint: "o", isConfirmed: true }] },
        },
        { ...deployment, staleAfterDays: 3, subscribers: [], operators: null },
      );
    await look();
    await look();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      `NEW ai: ${LINE} Most often: originCountry: "China (PRC)" is not a country. Correct them and import the file again under its name: until then no alert of ai eases or resolves. Below: 2 more new. ALSO NEW every sector: REFUSED ROWS: 191 of 500 rows of links.csv`,
    );
    ports.stored.refusals.clear();
    await look();
    expect(told[1]).toMatch(/SOLVED This is over, first seen on .{16} UTC: ai: REFUSED ROWS/);
  });
});
