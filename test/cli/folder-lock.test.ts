import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "../../cli/cloud/folder-lock.ts";
import { isFull } from "../support/cases.ts";

let place: string;
let dir: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "chokepoint-lock-"));
  dir = join(place, "data");
});
afterEach(() => rmSync(place, { recursive: true }));

const CONTENDERS = isFull ? 20 : 8;

function startContender(longestMs: number): ChildProcess {
  const paths = [dir, join(place, "log"), join(place, "stop")];
  const args = ["test/support/lock-contender.ts", ...paths, String(longestMs)];
  return spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
}

/** Waits until the folder was taken so many times. */
async function untilTaken(times: number): Promise<void> {
  const log = join(place, "log");
  const taken = () => (existsSync(log) ? readFileSync(log, "utf8").split("has it").length - 1 : 0);
  await expect.poll(taken, { interval: 5, timeout: 60_000 }).toBeGreaterThanOrEqual(times);
}

/** Goes through the log; whoever has the folder must let it go, or have been killed, before another one has it. */
function holdersAtOnce(log: string, killed: ReadonlySet<number>) {
  const overlaps: string[] = [];
  let holder: number | null = null;
  const holders = new Set<number>();
  for (const line of log.trim().split("\n")) {
    const pid = Number.parseInt(line, 10);
    if (line.endsWith("lets go")) {
      if (holder !== pid) overlaps.push(line);
      holder = null;
      continue;
    }
    if (holder !== null && !killed.has(holder)) overlaps.push(line);
    holder = pid;
    holders.add(pid);
  }
  return { overlaps, holders };
}

describe("the lock of a folder", () => {
  it("has one holder at a time, of many processes that all want it, also when holders are killed", async () => {
    const contenders = Array.from({ length: CONTENDERS }, () => startContender(8));
    const ended = contenders.map((child) => once(child, "close") as Promise<[number | null]>);
    const errors = contenders.map(async ({ stderr }) => (await stderr?.toArray())?.join("") ?? "");
    const killed = new Set<number>();
    for (const [index, child] of contenders.slice(0, CONTENDERS / 2).entries()) {
      await untilTaken(8 * (index + 1));
      child.kill("SIGKILL");
      killed.add(child.pid ?? 0);
    }
    await untilTaken(10 * CONTENDERS);
    writeFileSync(join(place, "stop"), "");
    const codes = (await Promise.all(ended)).map(([code]) => code);
    expect((await Promise.all(errors)).join("")).toBe("");
    expect(codes.slice(CONTENDERS / 2)).toEqual(Array(CONTENDERS / 2).fill(0));
    const { overlaps, holders } = holdersAtOnce(readFileSync(join(place, "log"), "utf8"), killed);
    expect(overlaps).toEqual([]);
    expect(holders.size).toBeGreaterThan(1);
  }, 120_000);

  it("is one within a process too, and can be taken again when it was let go", () => {
    const unlock = lockFolder(dir);
    expect(() => lockFolder(dir)).toThrow(`${dir} is in use by another chokepoint: process ${process.pid}`);
    unlock();
    unlock();
    lockFolder(dir)();
  });

  it.each([
    ["an empty lock file", ""],
    ["the number of a process that lives", String(process.pid)],
    ["the number that every process of a container has", "1"],
    ["the number of a process that is gone", "999999999"],
  ])("does not mind what an earlier version left: %s", (_name, content) => {
    mkdirSync(dir);
    writeFileSync(join(dir, "lock"), content);
    lockFolder(dir)();
  });

  it("is free again at once after its holder was killed, whatever its note says", async () => {
    const holder = startContender(120_000);
    await untilTaken(1);
    expect(() => lockFolder(dir)).toThrow(`another chokepoint: process ${holder.pid}, `);
    holder.kill("SIGKILL");
    await once(holder, "close");
    writeFileSync(join(dir, "holder.json"), JSON.stringify(note({ process: 1 })));
    lockFolder(dir)();
  });
});

describe("the sentence about a folder in use", () => {
  it.each([
    ["nothing of one that is gone", note({ process: 999_999_999 }), ""],
    ["nothing of a note that cannot be read", "{", ""],
    ["nothing of a note of another form", { process: "1" }, ""],
    [
      "the machine too where it is another one",
      note({ host: "elsewhere" }),
      /: process \d+ on "elsewhere", .*/,
    ],
    [
      "a command without control characters",
      note({ command: "import \u001b[31m\n" }),
      /: process \d+, "import \[31m ".*/,
    ],
    ["no command where there is none", note({ command: "" }), /: process \d+, since 2026-07-31 06:00 UTC/],
  ])("says %s", (_name, content, told) => {
    const unlock = lockFolder(dir);
    writeFileSync(join(dir, "holder.json"), typeof content === "string" ? content : JSON.stringify(content));
    const sentence = `${dir} is in use by another chokepoint`;
    expect(() => lockFolder(dir)).toThrow(
      new RegExp(`^${sentence}${typeof told === "string" ? told : told.source}; run this again`),
    );
    unlock();
  });
});

describe("a folder that cannot be used", () => {
  it("is refused where it is a file, or stands under one", () => {
    writeFileSync(dir, "x");
    expect(() => lockFolder(dir)).toThrow(`${dir} cannot be used to keep data: it is a file, not a folder`);
    expect(() => lockFolder(join(dir, "a"))).toThrow("something on the way to it is a file, not a folder");
  });

  it("is refused where it is another user's, or may not be written to", async () => {
    mkdirSync(dir);
    chmodSync(dir, 0o555);
    expect(await lockAsNobody()).toContain(
      `${dir} cannot be used to keep data: this user may not read and write there`,
    );
  });

  it("is refused where the lock's file may only be read: two could hold it", async () => {
    lockFolder(dir)();
    chmodSync(dir, 0o777);
    chmodSync(join(dir, "lock.sqlite"), 0o444);
    expect(await lockAsNobody()).toContain(`${dir} cannot be used to keep data: `);
  });
});

const NOBODY = 65_534;

/** What a user without rights is told; root, for whom every folder can be written to, becomes one for it. */
async function lockAsNobody(): Promise<string> {
  chmodSync(place, 0o755);
  const isRoot = process.getuid?.() === 0;
  const args = ["test/support/lock-contender.ts", dir, join(place, "log"), join(place, "stop")];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  return (await child.stderr.toArray()).join("");
}

function note(differently: object) {
  return {
    process: process.pid,
    host: hostname(),
    command: "recompute",
    since: "2026-07-31T06:00:00.000Z",
    ...differently,
  };
}
