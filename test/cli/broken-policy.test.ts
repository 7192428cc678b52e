import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flat } from "../shared/bulletin/telling.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { BROKEN, brokenText, IN_A_MESSAGE, type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { chinaPolicy } from "../support/samples.ts";

const USITC = "hts,period,country,general_customs_value_usd";
const WARNING = `chokepoint: warning: ai is not watched: ${BROKEN}\n`;

let policies: PolicyFiles;
let place: Workplace;
beforeAll(async () => {
  policies = policyFiles("ai", "defense");
  place = workplace(policies.folder);
  await importRows("ai,,bess,CN,700", "ai,,bess,JP,300", "defense,,bess,CN,300", "defense,,bess,JP,700");
  const { code } = await place.chokepoint("recompute", "--as-of", "2026-07-30");
  expect(code).toBe(0);
  policies.writeText("ai.json", brokenText);
});
afterAll(() => {
  place.remove();
  policies.remove();
});

let imported = 0;
async function importRows(...rows: string[]) {
  imported += 1;
  const lines = rows.map((row, at) => `P-${imported}-${at},${row},2026-07-20,,test`);
  const file = place.file(`p-${imported}.csv`, [POSITION_COLUMNS, ...lines, ""].join("\n"));
  return await place.chokepoint("import", "positions", file);
}

const span = ["--from", "2026-07-01", "--to", "2026-07-30", "--every", "7d"];
const asOf = ["--as-of", "2026-07-31"];
const silence = ["silence", "--until", "2126-01-01", "--reason", "known"];

describe("with a broken policy of ai, the command line", () => {
  it.each<[string, string[]]>([
    ["recomputes another sector", ["recompute", "--sector", "defense", ...asOf]],
    ["simulates another sector", ["simulate", "--sector", "defense", "--remove", "country:CN", ...asOf]],
    ["replays another sector", ["backtest", "--sector", "defense", ...span]],
    ["shows the alerts of every sector", ["alerts"]],
    ["shows the alerts of the sector itself", ["alerts", "--sector", "ai"]],
    ["shows the history of every sector", ["alerts", "--history"]],
    ["shows the history of one rule of it", ["alerts", "--history", "--rule", "china-origin"]],
    ["silences another sector", [...silence, "--sector", "defense", "--rule", "china-origin"]],
    ["silences the sector as a whole, which needs no policy", [...silence, "--sector", "ai"]],
    ["sends the digest of every sector", ["digest"]],
    ["shows the inbox", ["inbox"]],
  ])("%s, and warns", async (_name, args) => {
    const { code, stdout, stderr } = await place.chokepoint(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: WARNING });
    expect(stdout).not.toBe("");
  });

  it.each<[string, string[], number, string]>([
    ["recompute it", ["recompute", "--sector", "ai", ...asOf], 1, `ai: ${BROKEN}`],
    ["simulate it", ["simulate", "--sector", "ai", "--remove", "country:CN"], 2, BROKEN],
    ["replay it", ["backtest", "--sector", "ai", ...span], 2, BROKEN],
    [
      "silence one of its rules",
      [...silence, "--sector", "ai", "--rule", "china-origin"],
      2,
      `--rule: its rules are not known: ${BROKEN}`,
    ],
  ])("cannot %s, and says why in one sentence", async (_name, args, code, sentence) => {
    const ended = await place.chokepoint(...args);
    expect(ended).toEqual({ code, stdout: "", stderr: `chokepoint: ${sentence}\n` });
  });

  it("recomputes all others before it fails for the broken one", async () => {
    const ended = await place.chokepoint("recompute", "--as-of", "2026-08-02");
    expect(ended).toMatchObject({ code: 1, stderr: `chokepoint: ai: ${BROKEN}\n` });
    expect(ended.stdout).toMatch(/^defense {2}as of 2026-08-02/);
    const { stdout } = await place.chokepoint("alerts", "--json");
    expect(JSON.parse(stdout)).toMatchObject([
      {
        sector: "ai",
        lastAssessment: { asOf: "2026-07-30" },
        problems: [`not watched, its policy cannot be used: ${BROKEN}`],
        alerts: [{ rule: "china-origin", level: "critical" }],
      },
      { sector: "defense", lastAssessment: { asOf: "2026-08-02" } },
    ]);
  });

  it("tells readers of the digest that it is not watched, and what was last found", async () => {
    const { stdout } = await place.chokepoint("digest", "--json");
    const { subject, text, problems } = JSON.parse(stdout);
    expect(subject).toContain("ai not watched");
    // Lines end where a phone would break them.
    const read = text.replaceAll(/\n +/g, " ");
    expect(read).toContain(`=== ai\nNOT WATCHED, its policy cannot be used: ${BROKEN}\n`);
    expect(read).toContain("CRITICAL  Made in China [china-origin]: 70.0 %, limit 65 %");
    expect(problems).toEqual([`ai: ${BROKEN}`]);
  });

  it("tells operators once, and that it is over when it is mended", async () => {
    const look = async () => JSON.parse((await place.chokepoint("watchdog", "--json")).stdout);
    expect(flat((await look()).message.text)).toContain(`NEW ai is not watched: ${IN_A_MESSAGE}`);
    expect(await look()).toMatchObject({ message: null });
    policies.write(chinaPolicy("ai"));
    const { message } = await look();
    policies.writeText("ai.json", brokenText);
    expect(flat(message.text)).toMatch(/SOLVED This is over, first seen on .{16} UTC: ai is not watched: /);
  });

  it("takes rows of it all the same, since its unit can be read", async () => {
    const ended = await importRows("ai,,bess,KR,1", "defense,,bess,KR,1");
    expect(ended).toMatchObject({ code: 0, stderr: WARNING });
    const figure = place.file(
      "u.csv",
      [USITC, "850760,2026-07,China,5", "850760,2026-07,TOTAL,5"].join("\n"),
    );
    expect(await place.chokepoint("import", "usitc", figure, "--sector", "ai")).toMatchObject({ code: 0 });
  });
});

describe("with a policy whose unit cannot be read", () => {
  const NOT_JSON = 'ai.json: is not JSON: line 1, column 2: the name "sector" must stand in double quotes';
  beforeAll(() => policies.writeText("ai.json", "{sector: ai}"));

  it("rows of the sector are refused with the sentence and remembered, and those of others land", async () => {
    const ended = await importRows("ai,,bess,KR,1", "defense,,bess,KR,1");
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`p-${imported}.csv: line 2, sector: ${NOT_JSON}`);
    expect(ended.stdout).toContain("1 row");
    policies.write(chinaPolicy("ai"));
    const { stdout } = await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-08-03");
    expect(stdout).toContain(`REFUSED ROWS: 1 of 2 rows of p-${imported}.csv was refused`);
  });
});

describe("a folder of policies", () => {
  it("without any is told in one sentence", async () => {
    const empty = policyFiles();
    const command = workplace(empty.folder).chokepoint("alerts");
    await expect(command).rejects.toThrow(
      `the folder of policies ${empty.folder} holds none: it needs one file for each sector, like ai.json`,
    );
    empty.remove();
  });

  it("may hold a second file of a sector: it is told of, and the first one holds", async () => {
    policies.writeText("ai-old.json", JSON.stringify(chinaPolicy("ai")));
    const { code, stderr } = await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-08-04");
    const told =
      'ai-old is not watched: ai-old.json: field "sector" is "ai": must be "ai-old", as the file is named';
    expect({ code, stderr }).toEqual({ code: 0, stderr: `chokepoint: warning: ${told}\n` });
  });
});
