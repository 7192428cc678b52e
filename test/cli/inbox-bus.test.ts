import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addToBusFile, readBusFile } from "../../cli/cloud/bus-file.ts";
import type { BusEnvelope } from "../../cli/cloud/embedded-bus.ts";
import { dayOf } from "../../shared/values/day.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const SECTOR = "us-storage-imports";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
});
afterAll(() => place.remove());

describe("the events of the embedded cloud", () => {
  it("are none, which is said, before anything is recomputed", async () => {
    const { stdout } = await place.chokepoint("inbox", "--bus");
    expect(stdout).toBe(`${join(".chokepoint", "bus.jsonl")} holds no event yet\n`);
    expect(JSON.parse((await place.chokepoint("inbox", "--bus", "--json")).stdout)).toEqual([]);
  });

  it("are shown as a rule on the bus would get them, and in a line each", async () => {
    const today = dayOf(new Date());
    const rows = [`P-1,${SECTOR},,bess,CN,300,${today},,test`, `P-2,${SECTOR},,bess,JP,700,${today},,test`];
    await place.chokepoint(
      "import",
      "positions",
      place.file("p.csv", [POSITION_COLUMNS, ...rows, ""].join("\n")),
    );
    await place.chokepoint("recompute", "--sector", SECTOR);
    const events = JSON.parse((await place.chokepoint("inbox", "--bus", "--json")).stdout) as BusEnvelope[];
    expect(events.length).toBeGreaterThan(0);
    const [event] = events;
    expect(event).toMatchObject({
      version: "0",
      source: "chokepoint",
      "detail-type": "Chokepoint Alert Raised",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      detail: { sector: SECTOR, event: "raised", asOf: today },
    });
    const { stdout } = await place.chokepoint("inbox", "--bus", "--last", "1");
    const last = events.at(-1)?.detail as { headline: string };
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(last.headline);
  });

  it("are read around half a line that a killed process has left", async () => {
    const dir = join(place.folder, "half");
    const event = { version: "0", id: "1", detail: { text: "a\u2028b" } } as unknown as BusEnvelope;
    await addToBusFile(dir, [event]);
    appendFileSync(join(dir, "bus.jsonl"), '\n{"version":"0","id":"2","det');
    await addToBusFile(dir, [{ ...event, id: "3" }]);
    expect(await readBusFile(dir)).toEqual({ events: [event, { ...event, id: "3" }], damaged: [3] });
    const { code, stdout, stderr } = await place.chokepoint("inbox", "--bus", "--json", "--dir", dir);
    expect({ code, ids: JSON.parse(stdout).map(({ id }: BusEnvelope) => id) }).toEqual({
      code: 0,
      ids: ["1", "3"],
    });
    expect(stderr).toContain(`bus.jsonl is damaged: line 3 holds no event and is left out`);
  });

  it.each(["{", "null", "7", "{}"])("are not said to be none where a line is damaged: %s", async (line) => {
    const dir = join(place.folder, `damaged-${line.length}-${line.charCodeAt(0)}`);
    mkdirSync(dir);
    writeFileSync(join(dir, "bus.jsonl"), `${line}\n\n${line}\n`);
    const { stdout, stderr } = await place.chokepoint("inbox", "--bus", "--dir", dir);
    expect(stdout).toBe("");
    expect(stderr).toContain("bus.jsonl is damaged: line 1 (and 1 more) holds no event and is left out");
  });
});
