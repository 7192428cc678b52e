import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInbox } from "../../cli/cloud/inbox.ts";
import { dayOf } from "../../shared/values/day.ts";
import { type Workplace, workplace } from "../support/command-line.ts";

const SECTOR = "us-storage-imports";
const HEADER = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  const today = dayOf(new Date());
  const rows = [`P-1,${SECTOR},,bess,CN,300,${today},,test`, `P-2,${SECTOR},,bess,JP,700,${today},,test`];
  await place.chokepoint("import", "positions", place.file("p.csv", [HEADER, ...rows, ""].join("\n")));
  await killedAtPublish();
});
afterAll(() => place.remove());

/** Recomputes in a process that is killed around its publish. */
async function killedAtPublish(): Promise<void> {
  const args = ["test/support/killed-at-publish.ts", join(place.folder, ".chokepoint"), SECTOR];
  const [, signal] = await once(spawn(process.execPath, args, { stdio: "ignore" }), "close");
  expect(signal).toBe("SIGKILL");
}

describe("a bulletin whose process was killed around its publish", () => {
  it.each([["recompute"], ["watchdog"]])("is published at once by the next local %s", async (command) => {
    const dir = join(place.folder, command);
    cpSync(join(place.folder, ".chokepoint"), dir, { recursive: true });
    const sector = command === "recompute" ? ["--sector", SECTOR] : [];
    await place.chokepoint(command, ...sector, "--dir", dir);
    const emails = await readInbox(dir);
    const alerts = emails.filter(({ subject }) => !subject.startsWith("[OPERATIONS]"));
    expect(alerts.map(({ text }) => text.slice(0, 9))).toEqual(["SENT LATE"]);
  });
});
