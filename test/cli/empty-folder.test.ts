import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());
const NOTE = "note: .chokepoint holds no position: npx chokepoint import positions FILE brings some in";

describe("in a folder without positions", () => {
  it.each([["alerts"], ["recompute"]])("%s says so, and how to bring some in", async (command) => {
    const { code, stdout, stderr } = await place.chokepoint(command);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.endsWith(`\n${NOTE}\n`)).toBe(true);
  });

  it("recompute does not say that no alert is open", async () => {
    const { stdout } = await place.chokepoint("recompute", "--sector", "ai");
    expect(stdout).toContain("no alert is known to be open: it has no data, so no limit is checked");
  });

  it("a form for programs is told nothing", async () => {
    const { stdout } = await place.chokepoint("alerts", "--json");
    expect(JSON.parse(stdout)[0]).toHaveProperty("sector");
  });

  it("the samples of npm start are named, where there are some", async () => {
    mkdirSync(join(place.folder, ".chokepoint-samples"));
    const { stdout } = await place.chokepoint("alerts", "--sector", "ai");
    expect(stdout).toContain(`${NOTE}; the samples of npm start are seen with --dir .chokepoint-samples\n`);
  });

  it("nothing is said once one is there, whatever its day", async () => {
    const csv =
      "positionId,sector,supplierId,item,originCountry,exposure,date,program,source\nP,ai,,bess,CN,1,,,x\n";
    await place.chokepoint("import", "positions", place.file("p.csv", csv));
    expect((await place.chokepoint("alerts", "--sector", "defense")).stdout).not.toContain("note:");
  });
});
