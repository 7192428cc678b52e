import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventsIn } from "../support/calendar-file.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { isAsShipped, shipped } from "../support/shipped-policies.ts";

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  await copySamples(place, "--dir", ".chokepoint");
});
afterAll(() => place.remove());

const list = (...args: string[]) => place.chokepoint("list", "ahead", ...args);

describe.runIf(["ai", "defense"].every(isAsShipped))("chokepoint list ahead", () => {
  it("tells what comes for every sector, and how long it takes", async () => {
    const { code, stdout, stderr } = await list("--as-of", "2026-07-31", "--days", "500");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("golden/list-ahead.txt");
  });

  it("has the same dates for machines, earliest first", async () => {
    const json = JSON.parse((await list("--as-of", "2026-07-31", "--json")).stdout);
    const rows: Record<string, string>[] = parse((await list("--as-of", "2026-07-31", "--csv")).stdout, {
      columns: true,
    });
    expect(rows.map(({ date, sector, kind, what }) => ({ date, sector, kind, what }))).toEqual(
      json.map(({ date, sector, kind, what }: Record<string, unknown>) => ({ date, sector, kind, what })),
    );
    const dates = json.map(({ date }: { date: string }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(json.find(({ kind }: { kind: string }) => kind === "rule-begins")).toMatchObject({
      ...{ sector: "ai", date: "2027-01-01", daysLeft: 154, rule: "material-assistance-2027" },
      found: [{ rule: "material-assistance-2027", group: null, level: "critical", limit: 0.4 }],
    });
  });

  it("writes the same dates into a file for calendars, as another program reads it", async () => {
    const json = JSON.parse((await list("--as-of", "2026-07-31", "--json")).stdout);
    const written = await list("--as-of", "2026-07-31", "--ics", "ahead.ics");
    expect(written).toMatchObject({ code: 0, stdout: "written: ahead.ics\n" });
    const events = eventsIn(readFileSync(join(place.folder, "ahead.ics"), "utf8"));
    const told = events.map(({ day, summary }) => `${day} ${summary}`);
    const label = (sector = "") => shipped.get(sector)?.label;
    expect(told.toSorted()).toEqual(
      json
        .map(({ date, sector, what }: Record<string, string>) => `${date} ${label(sector)}: ${what}`)
        .toSorted(),
    );
    expect(told.length).toBeGreaterThan(10);
  });

  it("tells of a holding that begins, whose owner it changes, and of a silence", async () => {
    const holdings = [
      "supplierId,holderId,minShare,maxShare,kind,from,to,source",
      "lg,byd,0.6,0.6,equity,2026-09-01,,a contract",
    ];
    writeFileSync(join(place.folder, "holdings.csv"), `${holdings.join("\n")}\n`);
    await place.chokepoint("import", "holdings", "holdings.csv", "--mix");
    await place.chokepoint(
      "silence",
      "--sector",
      "ai",
      "--until",
      "2099-01-01",
      "--by",
      "Ann",
      "--reason",
      "r",
    );
    const { stdout } = await list("--as-of", "2026-07-31", "--sector", "ai");
    expect(stdout).toMatch(
      /1 Sep 2026, 32 days left: BYD.* holds 60\.0 % of LG.* \(equity\); LG.* belongs to BYD.*, until then to nobody who is known for certain/,
    );
    expect(stdout).toContain("the silence of Ann over every rule ends");
  });

  it.each([
    [["--sector", "defence"], '"defence" is not a sector; nearest: defense'],
    [["--days", "99999999"], "--days: must be at most 36525"],
    [["--days", "0"], "It must be a whole number from 1 on."],
    [["--as-of", "soon"], "--as-of: must be a day like 2026-07-31, or today"],
  ])("refuses %s", async (args, reason) => {
    const { code, stdout, stderr } = await list(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });
});
