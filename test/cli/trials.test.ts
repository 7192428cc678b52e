import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import { isFull } from "../support/cases.ts";
import { type Ended, killScript, runScript } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { npmStart, runHere } from "../support/in-process.ts";

// A folder whose processes are killed at random, come two at a time, or find the disk full: nothing is lost, nothing is
// stored twice, and no more is sent twice than is promised (a bulletin under its own id, by a kill between sending it and
// striking it).

const ROUNDS = isFull ? 40 : 1;
// Of each command, one after the other.
const KILLS = isFull ? 2 : 1;
const ROWS = isFull ? 1500 : 500;
const RECOMPUTE = ["recompute", "--sector", "ai", "--as-of", "2026-07-31", "--json"];
const IMPORT = ["import", "positions", "positions.csv", "--json"];

let place: string;
let reference: Told;
let usualMs: { import: number; recompute: number };

/** What a folder has to tell in the end. */
interface Told {
  positions: number;
  inputHash: string;
  alerts: unknown;
  /** How often each e-mail was delivered, by subject and id. */
  emails: Map<string, number>;
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "chokepoint-trials-"));
  writeFileSync(join(place, "positions.csv"), positionsCsv(ROWS));
  writeFileSync(join(place, "few.csv"), positionsCsv(20));
  const imported = await timed(() => spawned("reference", IMPORT));
  const recomputed = await timed(() => spawned("reference", RECOMPUTE));
  usualMs = { import: imported, recompute: recomputed };
  reference = await toldBy("reference");
  expect(reference.positions).toBe(ROWS);
  expect([...reference.emails.values()]).toEqual([1]);
});
afterAll(() => rmSync(place, { recursive: true }));

function positionsCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `P-${index},ai,s${index % 30},bess,${index % 4 === 0 ? "KR" : "CN"},${100 + index}.00,2026-07-${day},,trial`;
  });
  return `${[POSITION_COLUMNS, ...lines].join("\n")}\n`;
}

/** A command whose process matters: it is to be killed, comes at the same time as another, or ends unexpectedly. */
function spawned(dir: string, args: readonly string[]): Promise<Ended> {
  return runScript("cli/chokepoint.ts", [...args, "--dir", dir], place);
}

function chokepoint(dir: string, args: readonly string[]): Promise<Ended> {
  return runHere([...args, "--dir", dir], place);
}

async function timed(work: () => Promise<Ended>): Promise<number> {
  const from = performance.now();
  expect(await work()).toMatchObject({ code: 0, stderr: "" });
  return performance.now() - from;
}

/** Asks a folder, by a recompute that has nothing left to do, and reads its inbox. */
async function toldBy(dir: string): Promise<Told> {
  const { code, stdout, stderr } = await chokepoint(dir, RECOMPUTE);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [result] = JSON.parse(stdout) as SectorResult[];
  expect(result?.bulletin).toBeNull();
  const { positions = -1, inputHash = "" } = result?.assessment ?? {};
  const alerts = result?.alerts.map(({ rule, group, level, observed }) => ({ rule, group, level, observed }));
  return { positions, inputHash, alerts, emails: emailsIn(dir) };
}

function emailsIn(dir: string): Map<string, number> {
  const inbox = join(place, dir, "inbox");
  const files = readdirSync(inbox).filter((file) => file.endsWith(".eml"));
  const emails = new Map<string, number>();
  for (const file of files) {
    const eml = readFileSync(join(inbox, file), "utf8");
    const key = ["Subject", "Message-ID"]
      .map((name) => new RegExp(`^${name}: .*$`, "m").exec(eml)?.[0])
      .join(" ");
    emails.set(key, (emails.get(key) ?? 0) + 1);
  }
  return emails;
}

/** The folder tells what the undisturbed one does; an e-mail may have come twice for each kill, under its own id. */
async function expectNothingLost(dir: string, kills: number, why: string): Promise<void> {
  const told = await toldBy(dir);
  expect({ ...told, emails: [...told.emails.keys()] }, why).toEqual({
    ...reference,
    emails: [...reference.emails.keys()],
  });
  for (const times of told.emails.values()) expect(times, why).toBeLessThanOrEqual(1 + kills);
}

async function killed(dir: string, args: readonly string[], usual: number): Promise<string> {
  const after = Math.round(Math.random() * 1.1 * usual);
  const wasInTime = await killScript("cli/chokepoint.ts", [...args, "--dir", dir], place, after);
  return `${args[0]} ${wasInTime ? `killed after ${after} ms` : "was done before it was killed"}`;
}

describe("kills at random points", () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round))("lose nothing: round %i", async (round) => {
    const dir = `killed-${round}`;
    const story: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) story.push(await killed(dir, IMPORT, usualMs.import));
    const { code, stdout, stderr } = await chokepoint(dir, IMPORT);
    const [report] = JSON.parse(stdout) as ImportReport[];
    const rows = (report?.added ?? 0) + (report?.unchanged ?? 0);
    expect({ code, stderr, rows, changed: report?.changed }, story.join(", ")).toEqual({
      code: 0,
      stderr: "",
      rows: ROWS,
      changed: 0,
    });
    for (let kill = 0; kill < KILLS; kill += 1) story.push(await killed(dir, RECOMPUTE, usualMs.recompute));
    expect(await chokepoint(dir, RECOMPUTE)).toMatchObject({ code: 0, stderr: "" });
    await expectNothingLost(dir, KILLS, story.join(", "));
    rmSync(join(place, dir), { recursive: true });
  });

  it("leave npm start a folder in which it ends as ever", async () => {
    const folder = join(place, "samples");
    mkdirSync(folder);
    for (let kill = 0; kill < (isFull ? 10 : 1); kill += 1) {
      await killScript("cli/start.js", [], folder, Math.random() * 2 * (usualMs.import + usualMs.recompute));
    }
    expect(await runHere([], folder, undefined, npmStart)).toMatchObject({ code: 0, stderr: "" });
    const subjects = emailsIn(join("samples", ".chokepoint-samples"))
      .keys()
      .map((key) => key.replace(/ Message.*/, ""));
    expect([...subjects].sort()).toEqual([
      expect.stringMatching(/^Subject: \[.*\] AI: /),
      expect.stringMatching(/^Subject: \[.*\] Defense: /),
      expect.stringMatching(/^Subject: \[.*\] US storage imports: /),
    ]);
  });
});

describe("two processes on one folder", () => {
  it.each(Array.from({ length: isFull ? 10 : 1 }, (_, round) => round))(
    "never work in it at once: one does, the other says who does: round %i",
    async (round) => {
      const dir = `shared-${round}`;
      const both = await Promise.all([spawned(dir, IMPORT), spawned(dir, IMPORT)]);
      const refused = both.filter(({ code }) => code !== 0);
      expect(refused.length).toBeLessThan(2);
      for (const { code, stderr } of refused) {
        expect(code).toBe(2);
        expect(stderr).toMatch(new RegExp(`^chokepoint: ${dir} is in use by another chokepoint.*\\n$`));
      }
      await Promise.all([spawned(dir, RECOMPUTE), spawned(dir, RECOMPUTE)]);
      await expectNothingLost(dir, 0, "two at once");
    },
  );
});

const SMALL_DISK = "3m";
// Less than the import writes.
const LEFT = 64 * 1024;

/** Mounts a small disk for the folder, where this user may. */
function mountSmallDisk(folder: string): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    mkdirSync(folder);
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SMALL_DISK}`, "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a full disk", () => {
  it("loses nothing, is told of in one sentence, and all is as ever once there is room", async ({ skip }) => {
    const disk = join(place, "disk");
    if (!mountSmallDisk(disk)) skip("needs a user who may mount a small disk");
    try {
      const dir = join("disk", "data");
      expect(await chokepoint(dir, ["import", "positions", "few.csv"])).toMatchObject({ code: 0 });
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, "filler"), Buffer.alloc(bavail * bsize - LEFT));
      for (const args of [IMPORT, RECOMPUTE]) {
        const { code, stderr } = await spawned(dir, args);
        expect(stderr).toMatch(/^chokepoint: .*the disk is full.*\n$/);
        expect(code).toBe(1);
      }
      rmSync(join(disk, "filler"));
      expect(await chokepoint(dir, IMPORT)).toMatchObject({ code: 0, stderr: "" });
      expect(await chokepoint(dir, RECOMPUTE)).toMatchObject({ code: 0, stderr: "" });
      await expectNothingLost(dir, 0, "a full disk");
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});
