import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAssessmentStore } from "../../functions/dynamo/assessment-store.ts";
import { createConfirmationRows } from "../../functions/dynamo/confirmation-store.ts";
import { createHistoryStore } from "../../functions/dynamo/history-store.ts";
import { createImportRecords } from "../../functions/dynamo/import-store.ts";
import { createLedgerStore } from "../../functions/dynamo/ledger-store.ts";
import { createLinkRows, createLinkStore } from "../../functions/dynamo/link-store.ts";
import { createPositionRows, createPositionStore } from "../../functions/dynamo/position-store.ts";
import { createProvenanceStore } from "../../functions/dynamo/provenance-store.ts";
import { createRefusalRows, createRefusalStore } from "../../functions/dynamo/refusal-store.ts";
import { createSupplierRows, createSupplierStore } from "../../functions/dynamo/supplier-store.ts";
import { confirmImport } from "../../functions/import/confirm-import.ts";
import { nativeImports } from "../../functions/import/formats.ts";
import type { ImportPorts, RecomputePorts } from "../../functions/ports.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import { addDays } from "../../shared/calendar.ts";
import type { Policy } from "../../shared/policy.ts";
import { embeddedDynamo } from "../support/dynamo.ts";
import { fileOf } from "../support/files.ts";
import { chinaPolicy } from "../support/samples.ts";

const POSITIONS = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source";
const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists";
const DAY = 24 * 60 * 60 * 1000;

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let clock: number;
let policy: Policy;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
beforeEach(async () => {
  await dynamo.close();
  dynamo = await embeddedDynamo();
  clock = Date.parse("2026-08-01T06:00:00Z");
  policy = chinaPolicy("ai");
});
afterAll(() => dynamo.close());

function tick(): Date {
  clock += 1000;
  return new Date(clock);
}

function importPorts(): ImportPorts {
  const { client } = dynamo;
  return {
    positions: createPositionRows(client, "positions"),
    suppliers: createSupplierRows(client, "suppliers"),
    links: createLinkRows(client, "links"),
    refusals: createRefusalRows(client, "assessments"),
    imports: createImportRecords(client, "assessments"),
    policies: new Map([["ai", policy]]),
    now: tick,
  };
}

function recomputePorts(): RecomputePorts {
  const { client } = dynamo;
  return {
    positions: createPositionStore(client, "positions"),
    suppliers: createSupplierStore(client, "suppliers"),
    links: createLinkStore(client, "links"),
    refusals: createRefusalStore(client, "assessments"),
    provenance: createProvenanceStore(client, "assessments", null),
    ledgers: createLedgerStore(client, "ledgers"),
    assessments: createAssessmentStore(client, "assessments", null),
    history: createHistoryStore(client, "assessments", null),
    publisher: { publish: async () => {} },
    telemetry: { measure: (_sector, work) => work() },
    now: tick,
  };
}

/** `CN 700 2026-07-01`, a row each: where it is made, dollars, date; the first word may name the row: `A=CN`. */
function put(file: string, rows: string[], replace = false) {
  const lines = rows.map((row, at) => {
    const [what = "", dollars, date = "2026-07-01", supplier = ""] = row.split(" ");
    const [id, origin = id] = what.includes("=") ? what.split("=") : [`${file}-${at}`, what];
    return `${id},ai,${supplier},bess,${origin},${dollars},${date},,erp`;
  });
  const from = { via: "bucket" as const, bucket: "files", key: `positions/${file}`, version: `v-${file}` };
  return nativeImports.positions(fileOf(POSITIONS, ...lines), importPorts(), { file, replace, from });
}

function putSuppliers(file: string, ...rows: string[]) {
  const from = { via: "command line" as const, by: "ann" };
  return nativeImports.suppliers(fileOf(SUPPLIERS, ...rows), importPorts(), { file, from });
}

async function run(asOf?: string) {
  const deployment = { policies: new Map([["ai", policy]]), version: "1.2.3", stack: null };
  const [result] = await recompute(
    { asOf: asOf ?? new Date(clock).toISOString().slice(0, 10) },
    recomputePorts(),
    deployment,
  );
  if (result === undefined) throw new Error("no result");
  return result;
}

function confirm(id: string | undefined) {
  const request = { confirm: id ?? "", sector: "ai", by: "ann", reason: "a purchase of ours" };
  const { client } = dynamo;
  const ports = {
    imports: createImportRecords(client, "assessments"),
    confirmations: createConfirmationRows(client, "assessments"),
    recompute: { start: async () => {} },
    now: tick,
  };
  return confirmImport(request, ports);
}

/** A sector of 1,000 dollars, 400 of them made in China: at warning. */
async function openAlert() {
  await put("first.csv", ["A=CN 400", "B=JP 600"]);
  expect((await run()).alerts).toMatchObject([{ level: "warning", event: "raised" }]);
}

describe("an import that would clear an alert", () => {
  it("with invented domestic positions is held until somebody confirms it", async () => {
    await openAlert();
    await put("bad.csv", ["US 2000"]);
    const held = await run();
    expect(held.assessment).toMatchObject({
      incomplete: true,
      unconfirmed: { added: 2000, removed: 0, before: 1000, guard: 0.25, imports: [{ file: "bad.csv" }] },
    });
    expect(held.alerts).toMatchObject([{ level: "warning", event: null }]);
    expect(held.bulletin).toBeNull();
    expect((await run()).alerts).toMatchObject([{ level: "warning", event: null }]);

    await confirm(held.assessment.unconfirmed?.imports[0]?.id);
    const resolved = await run();
    expect(resolved.assessment).toMatchObject({ incomplete: false });
    expect(resolved.assessment).not.toHaveProperty("unconfirmed");
    expect(resolved.assessment.inputHash).toBe(held.assessment.inputHash);
    expect(resolved.alerts).toMatchObject([{ event: "resolved" }]);
  });

  it("by replacing with a shorter file is held, and let go by the right file", async () => {
    await openAlert();
    await put("short.csv", ["B=JP 600"], true);
    expect(await run()).toMatchObject({
      assessment: {
        incomplete: true,
        unconfirmed: { removed: 400, added: 0, imports: [{ file: "short.csv" }] },
      },
      alerts: [{ level: "warning", event: null }],
    });
    await put("first.csv", ["A=CN 400", "B=JP 600"]);
    expect(await run()).toMatchObject({ assessment: { incomplete: false }, alerts: [{ level: "warning" }] });
  });

  it("by changing where goods are made is held", async () => {
    await openAlert();
    await put("moved.csv", ["A=US 400"]);
    expect(await run()).toMatchObject({
      assessment: { unconfirmed: { removed: 400, added: 400 } },
      alerts: [{ level: "warning", event: null }],
    });
  });

  it("in many small files, each followed by a run, is held once they add up", async () => {
    await openAlert();
    const levels: string[] = [];
    for (let file = 0; file < 8; file += 1) {
      await put(`small-${file}.csv`, ["US 100"]);
      const { assessment, alerts } = await run();
      levels.push(`${assessment.incomplete ? "held" : "free"} ${alerts[0]?.level}`);
    }
    expect(levels).toEqual(["free warning", "free warning", ...Array(6).fill("held warning")]);
  });

  it("in small files over days is held as well, and so is what waited for its day", async () => {
    await openAlert();
    await put("staged.csv", ["US 2000 2026-08-03"]);
    expect((await run()).assessment.incomplete).toBe(false);
    clock += 2 * DAY;
    expect(await run()).toMatchObject({ assessment: { unconfirmed: { imports: [{ file: "staged.csv" }] } } });
    clock += 40 * DAY;
    expect(await run()).toMatchObject({ assessment: { incomplete: true }, alerts: [{ level: "warning" }] });
  });

  it("by editing a supplier is held, with the file that did", async () => {
    policy = {
      ...policy,
      rules: policy.rules.map((rule) => ({
        ...rule,
        measure: { kind: "share" as const, of: { facet: "control" as const, countries: ["CN"] } },
      })),
    };
    await putSuppliers("suppliers.csv", "catl,CATL,CN,,,", "lg,LG,KR,,,");
    await put("first.csv", ["A=CN 400 2026-07-01 catl", "B=JP 600 2026-07-01 lg"]);
    expect((await run()).alerts).toMatchObject([{ level: "warning" }]);
    await putSuppliers("edited.csv", "catl,CATL,US,,,");
    const held = await run();
    expect(held).toMatchObject({
      assessment: { unconfirmed: { edited: 400, now: 1000, imports: [{ file: "edited.csv", added: null }] } },
      alerts: [{ level: "warning", event: null }],
    });
    await confirm(held.assessment.unconfirmed?.imports[0]?.id);
    expect((await run()).alerts).toMatchObject([{ event: "resolved" }]);
  });

  it("may raise, and says in the first lines who brought it in", async () => {
    await openAlert();
    await put("bad.csv", ["CN 6000"]);
    const { alerts, bulletin, assessment } = await run();
    expect(alerts).toMatchObject([{ level: "critical", event: "worsened" }]);
    expect(bulletin?.text.split("\n")[0]).toBe(
      "UNCONFIRMED IMPORT: USD 6.0 k added to USD 1.0 k since 2026-08-01 by positions/bad.csv (bucket, version v-bad.csv, 2026-08-01 06:00 UTC): nothing eases or resolves until it is confirmed or replaced.",
    );
    const id = assessment.unconfirmed?.imports[0]?.id;
    expect(bulletin?.text).toContain(`chokepoint import confirm ${id} --sector ai`);
  });
});

describe("what the guard lets pass", () => {
  it("is the first import into an empty sector, and the same file again", async () => {
    expect((await run()).assessment.incomplete).toBe(false);
    await put("first.csv", ["A=CN 400", "B=JP 600"]);
    expect((await run()).assessment.incomplete).toBe(false);
    await put("first.csv", ["A=CN 400", "B=JP 600"]);
    expect((await run()).assessment.incomplete).toBe(false);
  });

  it("is a file of each day, at the pace of the year", async () => {
    await put(
      "year.csv",
      Array.from({ length: 52 }, (_, at) => `JP 70 ${addDays("2026-08-01", -7 * at)}`),
    );
    await run();
    for (let day = 0; day < 40; day += 1) {
      clock += DAY;
      await put(`day-${day}.csv`, [`JP 12 ${new Date(clock).toISOString().slice(0, 10)}`]);
      if (day % 5 === 4) expect((await run()).assessment.incomplete).toBe(false);
    }
  });

  it("is what ages out of the window by the calendar", async () => {
    await put("first.csv", ["A=CN 400 2025-08-05", "B=JP 600"]);
    await run();
    clock += 10 * DAY;
    expect(await run()).toMatchObject({ assessment: { incomplete: false }, alerts: [{ event: "resolved" }] });
  });

  it("is a new month of a window that follows the data, but not a row that only moves the window", async () => {
    policy = { ...policy, windowDays: 31, window: "last-period" };
    await put("june.csv", ["CN 400 2026-06-30", "JP 600 2026-06-30"]);
    expect((await run()).alerts).toMatchObject([{ level: "warning" }]);
    await put("july.csv", ["CN 500 2026-07-31", "JP 900 2026-07-31"]);
    expect((await run()).assessment.incomplete).toBe(false);
    clock += 31 * DAY;
    await put("one-row.csv", ["US 1 2026-08-31"]);
    expect(await run()).toMatchObject({
      assessment: { unconfirmed: { imports: [{ file: "one-row.csv" }] } },
      alerts: [{ level: "warning", event: null }],
    });
  });

  it("is less than the policy says", async () => {
    policy = { ...policy, importGuard: 0.9 };
    await put("first.csv", ["A=CN 400", "B=JP 600"]);
    await run();
    await put("more.csv", ["US 800"]);
    expect(await run()).toMatchObject({ assessment: { incomplete: false }, alerts: [{ event: "resolved" }] });
  });
});

describe("confirming an import", () => {
  it("is refused for one that the sector does not know, and done once", async () => {
    await openAlert();
    await expect(confirm("0mfo8cnpk-abcdef")).rejects.toThrow(
      'field "confirm": ai has no import 0mfo8cnpk-abcdef: `chokepoint list imports --sector ai` names them',
    );
    await put("bad.csv", ["US 2000"]);
    const id = (await run()).assessment.unconfirmed?.imports[0]?.id;
    const [first, second] = [await confirm(id), await confirm(id)];
    expect(first).toMatchObject({ sector: "ai", confirmed: { by: "ann", importId: id }, isNew: true });
    expect(second).toEqual({ ...first, isNew: false });
  });
});
