import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContextError } from "../../infra/config/context-error.ts";
import { readPoliciesToDeploy } from "../../infra/config/policy-folder.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";

let own: PolicyFiles;
let place: Workplace;
beforeAll(async () => {
  own = policyFiles("drones", "grid");
  place = workplace();
  const rows = ["positionId,sector,supplierId,item,originCountry,exposure,date,program,source"];
  for (const sector of ["drones", "grid"]) rows.push(`p,${sector},,bess,CN,570,2026-05-31,,test`);
  writeCalendar({});
  await chokepoint("import", "positions", place.file("rows.csv", `${rows.join("\n")}\n`));
});
afterAll(() => {
  own.remove();
  place.remove();
});

const chokepoint = (...args: string[]) => place.chokepoint(...args, "--policies", own.folder);

function writeCalendar(overrides: object): void {
  const release = { title: "Figures", afterEachMonth: 35, sectors: ["drones"], source: "an office" };
  const dates = [{ ...release, releases: { data: "figures" }, ...overrides }];
  writeFileSync(join(own.folder, "calendar.json"), JSON.stringify({ schemaVersion: 1, dates }));
}

describe("the calendar of a folder", () => {
  it("tells a late release and the next one, only of the sectors that it names", async () => {
    const { code, stdout } = await chokepoint("list", "ahead", "--as-of", "2026-08-10", "--days", "30");
    expect(code).toBe(0);
    const [drones = "", grid = ""] = stdout.split("\n\n");
    expect(drones.split("\n").slice(1, 3)).toEqual([
      "  4 Aug 2026, late by 6 days on 10 Aug 2026: Figures, with figures of Jun 2026: no purchase dated 1 Jun 2026 to 10 Aug 2026 was read (source: an office)",
      "  4 Sep 2026, 25 days left: Figures, with figures of Jul 2026 (source: an office)",
    ]);
    expect(grid).toMatch(/^grid, /);
    expect(grid).not.toContain("Figures");
  });

  it("tells what a release is about, late or to come", async () => {
    writeCalendar({ about: "for the yearly plan" });
    const { stdout } = await chokepoint("list", "ahead", "--as-of", "2026-08-10", "--sector", "drones");
    writeCalendar({});
    expect(stdout).toContain(
      "Figures, with figures of Jun 2026; for the yearly plan: no purchase dated 1 Jun 2026 to 10 Aug 2026 was read (source: an office)\n",
    );
    expect(stdout).toContain("Figures, with figures of Jul 2026; for the yearly plan (source: an office)\n");
  });

  it("that cannot be used is told by each command, as are words that cannot be used", async () => {
    writeFileSync(join(own.folder, "calendar.json"), "[]");
    writeFileSync(join(own.folder, "wording.json"), "{");
    const { code, stderr } = await chokepoint("list", "ahead", "--as-of", "2026-08-10", "--sector", "drones");
    const { stderr: ofCheck } = await place.chokepoint("policy", "check", own.folder);
    rmSync(join(own.folder, "wording.json"));
    writeCalendar({});
    expect(code).toBe(0);
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(
        /^chokepoint: warning: wording\.json: is not JSON: .*: the usual words stand in its place$/,
      ),
      "chokepoint: warning: calendar.json: must be an object, not a list: its dates are left out",
      "",
    ]);
    expect(ofCheck).not.toContain("warning");
  });

  it("has the late release in its rows for machines", async () => {
    const ahead = ["list", "ahead", "--as-of", "2026-08-10", "--sector", "drones"];
    const [late] = JSON.parse((await chokepoint(...ahead, "--json")).stdout);
    expect(late).toMatchObject({ kind: "release-late", sector: "drones", date: "2026-08-04", daysLeft: -6 });
  });

  it.each([
    [{ sectors: ["drone"] }, 'field "sectors": "drone" is not a sector; nearest: drones'],
    [{ afterEachMonth: "35" }, 'field "dates.0.afterEachMonth" is "35": must be a number, not a text'],
  ])("with %j is refused by policy check", async (overrides, problem) => {
    writeCalendar(overrides);
    const { code, stderr } = await place.chokepoint("policy", "check", own.folder);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `chokepoint: calendar.json: ${problem}\n` });
  });

  it("that cannot be used stops a deployment", () => {
    writeCalendar({ source: "" });
    expect(() => readPoliciesToDeploy(own.folder)).toThrow(
      new ContextError('calendar.json: field "dates.0.source" is "": must not be empty'),
    );
    writeCalendar({});
    expect([...readPoliciesToDeploy(own.folder).keys()]).toEqual(["drones", "grid"]);
  });
});
