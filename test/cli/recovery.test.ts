import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";

const POSITIONS = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,integrator,bess,US,36500,2026-07-20,,invoices
P-2,ai,other,ups-lithium,US,36500,2026-07-20,,invoices
`;
const SUPPLIERS = `supplierId,name,country,parentId,parentStake,lists,inputs,stockDays,recoveryDays
refiner,Refiner,JP,,,,none,20,180
integrator,Integrator,US,,,,,30,
other,Other,US,,,,none,,
`;
const LINKS = `supplierId,input,upstreamId,share,source,stockDays
integrator,cells,refiner,0.5,interview,
integrator,cells,other,0.5,interview,
integrator,packs,other,1,interview,0
`;
const AS_OF = ["--as-of", "2026-07-31"];

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  const files = { suppliers: SUPPLIERS, links: LINKS, positions: POSITIONS };
  for (const [kind, text] of Object.entries(files)) {
    const { code, stderr } = await place.chokepoint("import", kind, place.file(`${kind}.csv`, text));
    expect({ code, stderr }, kind).toEqual({ code: 0, stderr: "" });
  }
});
afterAll(() => place.remove());

const simulate = (...args: string[]) => place.chokepoint("simulate", "--sector", "ai", ...AS_OF, ...args);

describe("simulate of a supplier that says when it is back", () => {
  it("tells the days and what is missing until then, by item", async () => {
    const { code, stdout } = await simulate("--remove", "supplier:Refiner");
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    const from = lines.findIndex((line) => line.startsWith("UNTIL ALL ARE BACK"));
    expect(lines.slice(from, from + 6)).toEqual([
      "UNTIL ALL ARE BACK  days  missing",
      "  whole sector      130   USD 6.5 k",
      "  bess              130   USD 6.5 k",
      "  ups-lithium       none  none",
      "  (days on which some is missing, by stockDays and recoveryDays, and what is missing over these days, at the pace of the window)",
      "",
    ]);
  });

  it("tells them beside what each single removal costs", async () => {
    const { stdout } = await simulate("--remove", "supplier:Refiner");
    expect(stdout).toMatch(/WORST SINGLE REMOVALS.*lost +days missing +missing until back/);
    expect(stdout).toMatch(/\n {2}Refiner +owner +25\.0 % +130 +USD 6\.5 k\n/);
  });

  it("gives both in JSON", async () => {
    const { stdout } = await simulate("--remove", "supplier:refiner", "--json");
    const { scopes } = JSON.parse(stdout);
    expect(scopes[0].recovery).toEqual({
      days: { lower: 130, upper: 130 },
      shareDays: { lower: 32.5, upper: 32.5 },
      missing: { lower: 6500, upper: 6500 },
    });
  });

  it("has no upper bound where nobody says when somebody is back", async () => {
    const { stdout } = await simulate("--remove", "supplier:other");
    expect(stdout).toContain("not known");
    expect(stdout).toContain("Without an upper bound, something on the way is not known");
  });
});

describe("an assessment", () => {
  it("says what is missing by the worst removals of the sector, and comes back as it was stored", async () => {
    const { stdout } = await place.chokepoint("recompute", "--sector", "ai", ...AS_OF, "--json");
    const { removals } = JSON.parse(stdout)[0].assessment.scopes[0];
    const ofRefiner = removals.find(({ key }: { key: string }) => key === "refiner");
    expect(ofRefiner.recovery.days).toEqual({ lower: 130, upper: 130 });
    expect(JSON.parse(stdout)[0].assessment.scopes[1].removals[0]).not.toHaveProperty("recovery");
    await place.chokepoint("report", "--sector", "ai");
    const page = readFileSync(join(place.folder, "report.html"), "utf8");
    expect(page).toContain("Missing until back");
    expect(page.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|")).toMatch(
      /\|Refiner\|\s*owner\|[^|]*25\.0.%\|[^|]*USD.18\.3.k\|[^|]*130\|[^|]*USD.6\.5.k\|/,
    );
  });
});

describe("list", () => {
  it("writes the columns where somebody has a value, as import takes them", async () => {
    const suppliers = (await place.chokepoint("list", "suppliers", "--csv")).stdout;
    const links = (await place.chokepoint("list", "links", "--csv")).stdout;
    expect(suppliers.split("\r\n")[0]).toBe(
      "supplierId,name,country,parentId,parentStake,lists,inputs,plant,port,region,stockDays,recoveryDays",
    );
    expect(links.split("\r\n").slice(0, 4)).toEqual([
      "supplierId,input,upstreamId,share,source,originCountry,plant,port,region,stockDays",
      "integrator,cells,other,0.5,interview,,,,,",
      "integrator,cells,refiner,0.5,interview,,,,,",
      "integrator,packs,other,1,interview,,,,,0",
    ]);
    const copy = workplace();
    for (const [kind, text] of Object.entries({ suppliers, links })) {
      await copy.chokepoint("import", kind, copy.file(`${kind}.csv`, text));
      const [was, is] = [
        await place.chokepoint("list", kind, "--json"),
        await copy.chokepoint("list", kind, "--json"),
      ];
      expect(JSON.parse(is.stdout), kind).toEqual(JSON.parse(was.stdout));
    }
    copy.remove();
  });

  it("shows them to people too, and asks for what is known in a questionnaire", async () => {
    expect((await place.chokepoint("list", "suppliers")).stdout).toMatch(/STOCK DAYS +RECOVERY DAYS/);
    const { stdout } = await place.chokepoint("ask", "integrator", "--csv");
    expect(stdout.split("\n")[0]).toBe(
      "supplierId,input,upstreamId,share,source,originCountry,plant,port,region,stockDays,question",
    );
  });

  it("leaves them out where nobody has a value", async () => {
    const bare = workplace();
    const text = "supplierId,name,country,parentId,parentStake,lists,stockDays,recoveryDays\na,A,US,,,,,\n";
    await bare.chokepoint("import", "suppliers", bare.file("s.csv", text));
    const { stdout } = await bare.chokepoint("list", "suppliers", "--csv");
    expect(stdout).toBe(
      "supplierId,name,country,parentId,parentStake,lists,inputs,plant,port,region\r\na,A,US,,,,,,,\r\n",
    );
    bare.remove();
  });
});

describe("an import with a wrong number of days", () => {
  it("says in one sentence what to write instead", async () => {
    const text = SUPPLIERS.replace(",20,180", ",-3,half a year");
    const { code, stderr } = await place.chokepoint("import", "suppliers", place.file("wrong.csv", text));
    expect(code).toBe(2);
    expect(stderr).toContain("stockDays");
    expect(stderr).toContain("must be a whole number of days from 0 to 3650, or empty where it is not known");
  });
});
