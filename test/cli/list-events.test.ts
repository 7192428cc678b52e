import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LogEvent, logEventSchema } from "../../shared/event-log/log-event.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { chinaPolicy } from "../support/samples.ts";

let policies: PolicyFiles;
let place: Workplace;
beforeAll(async () => {
  policies = policyFiles();
  policies.write(chinaPolicy("grid"));
  place = workplace(policies.folder);
  const bought = (country: string, day: string) =>
    place.file(
      `${country}.csv`,
      `${POSITION_COLUMNS}\nP-${country},grid,,bess,${country},100,${day},,test\n`,
    );
  await place.chokepoint("import", "positions", bought("CN", "2026-07-01"));
  await place.chokepoint("recompute", "--sector", "grid", "--as-of", "2026-07-10");
  const silence = ["--until", "2036-01-01", "--reason", "known", "--by", "ann"];
  await place.chokepoint("silence", "--sector", "grid", "--rule", "china-origin", ...silence);
  await place.chokepoint("import", "positions", bought("JP", "2026-07-15"));
  await place.chokepoint("import", "positions", bought("KR", "2026-07-15"));
  await place.chokepoint("recompute", "--sector", "grid", "--as-of", "2026-07-20");
});
afterAll(() => {
  place.remove();
  policies.remove();
});

const list = (...args: string[]) => place.chokepoint("list", "events", ...args);
const events = async (...args: string[]) => linesIn((await list(...args, "--json")).stdout);

function linesIn(text: string): LogEvent[] {
  return text.split("\n").flatMap((line) => (line === "" ? [] : logEventSchema.parse(JSON.parse(line))));
}

describe("list events", () => {
  it("has the same as the history of alerts, and everything else that happened, as JSON lines, oldest first", async () => {
    const [{ events: history }] = JSON.parse(
      (await place.chokepoint("alerts", "--history", "--json")).stdout,
    );
    expect(history.length).toBeGreaterThanOrEqual(2);
    const all = await events();
    const about = all.flatMap((line) => ("event" in line && "rule" in line ? line : []));
    expect(about.map(({ at, event, rule }) => ({ at, event, rule }))).toEqual(
      history.map(({ at, event, rule }: (typeof about)[number]) => ({ at, event, rule })),
    );
    expect(history[0]).not.toHaveProperty("decided");
    const kinds = all.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(["import", "policy", "assessment", "alert", "silence", "publication"]),
    );
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort());
    expect((await list("--kind", "import", "--since", "2036-01-01")).stdout).toContain("no event is stored");
    expect((await list("--kind", "import")).stdout).toMatch(
      / import .* positions KR.csv: 1 added, 0 changed/,
    );
    expect((await list("--kind", "assessment")).stdout).toMatch(
      / assessment .* positions, policy [0-9a-f]{12}/,
    );
    expect((await list("--kind", "policy")).stdout).toMatch(/ policy .* the first known: [0-9a-f]{12}/);
  });

  it("says what happened, and who was told", async () => {
    const { stdout } = await list();
    expect(stdout).toMatch(/^AS OF +SECTOR +EVENT +LEVEL +RULE +GROUP +VALUE +TOLD +REASON$/m);
    expect(stdout).toMatch(/^2026-07-10 +grid +raised +critical +china-origin +.*100.* +sent /m);
    expect(stdout).toMatch(/ silenced .* by ann /);
    const csv = (await list("--csv")).stdout.split("\r\n");
    expect(csv[0]).toBe(
      "sector,asOf,at,rule,group,event,level,lower,upper,limit,reason,published,silence,acknowledgement,by,kind,finding",
    );
    expect(csv.at(-2)).toMatch(
      /^grid,2026-07-10,.*,china-origin,,raised,critical,1,1,0\.65,.*,true,,,,alert,$/,
    );
  });

  it("says what the watchdog has told, beside its sector and where it is about none", async () => {
    const bad = place.file("bad.csv", `${POSITION_COLUMNS}\nP-1,grid,,bess,CN,much,2026-07-15,,test\n`);
    await place.chokepoint("import", "positions", bad);
    const suppliers = place.file(
      "bad-suppliers.csv",
      "supplierId,name,country,parentId,parentStake,lists\nacme,Acme,Nowhere,,,\n",
    );
    await place.chokepoint("import", "suppliers", suppliers);
    await place.chokepoint("watchdog");
    const told = await events("--kind", "finding");
    const words = told.map((line) =>
      line.kind === "finding" ? [line.sector, line.event, line.finding] : [],
    );
    expect(words).toContainEqual(["grid", "found", "refused:grid:positions:bad.csv"]);
    expect(words).toContainEqual([null, "found", "refused:#every:suppliers:bad-suppliers.csv"]);
    const ofGrid = await events("--kind", "finding", "--sector", "grid");
    expect(ofGrid).toEqual(told.filter(({ sector }) => sector === "grid"));
    const table = (await list("--kind", "finding")).stdout;
    expect(table).toMatch(/^\S+ +grid +found .* operations +grid: .*bad\.csv/m);
    expect(table).toMatch(/^\S+ +\(operations\) +found .* operations +every sector: .*bad-suppliers\.csv/m);
    const csv = (await list("--kind", "finding", "--csv")).stdout;
    expect(csv).toMatch(/^,,\S+,,,found,.*,finding,refused:#every:suppliers:bad-suppliers\.csv\r$/m);
    expect((await list()).stdout).not.toContain("bad.csv");
    expect((await list("--event", "found", "--sector", "grid")).stdout).toContain("bad.csv");
    expect(await events("--event", "found")).toEqual(told);
    expect(await events("--event", "solved")).toEqual([]);
  });

  it.each<[string[], string[]]>([
    [["--event", "raised"], ["raised"]],
    [["--rule", "made in china", "--event", "silenced"], ["silenced"]],
    [["--to", "2026-07-10", "--rule", "china-origin", "--event", "raised"], ["raised"]],
    [["--from", "2026-07-11", "--event", "raised"], []],
    [["--group", "bess"], []],
  ])("%j", async (args, expected) => {
    expect((await events(...args)).map((line) => ("event" in line ? line.event : line.kind))).toEqual(
      expected,
    );
  });

  it.each<[string[], string]>([
    [["--rule", "china-orign"], "is no rule, and none of that id ever had an alert; nearest: china-origin"],
    [["--sector", "moon"], '"moon" is not a sector'],
    [["--event", "exploded"], "Allowed choices are"],
    [["--from", "2026-02-01", "--to", "2026-01-01"], "--to: 2026-01-01 is before --from, 2026-02-01"],
  ])("refuses %j", async (args, reason) => {
    const { code, stdout, stderr } = await list(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });

  it("still knows the events of a rule that the policy has no longer", async () => {
    const [rule] = chinaPolicy("grid").rules;
    if (rule === undefined) throw new Error("no rule");
    policies.write(chinaPolicy("grid", { rules: [{ ...rule, id: "another" }] }));
    expect(await events("--rule", "china-origin", "--event", "raised")).toHaveLength(1);
  });

  it("shows a sector that has lost its policy like the others", async () => {
    const before = await events();
    policies.write(chinaPolicy("moss"));
    rmSync(join(policies.folder, "grid.json"));
    expect(await events()).toEqual(before);
    expect(await events("--sector", "grid")).toEqual(before.filter(({ sector }) => sector === "grid"));
  });
});
