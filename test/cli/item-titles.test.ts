import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { chinaPolicy } from "../support/samples.ts";

const TITLED = "lithium-ion cells (850760)";
const TITLE = "Lithium-ion cells";

let own: PolicyFiles;
let place: Workplace;
beforeAll(async () => {
  own = policyFiles("drones");
  const policy = chinaPolicy("drones");
  own.write({ ...policy, rules: policy.rules.map((rule) => ({ ...rule, by: "item" })) });
  own.writeText("wording.json", JSON.stringify({ items: { 850760: "lithium-ion cells" } }));
  place = workplace(own.folder);
  const positions = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
a,drones,catl,850760,CN,800,2026-05-31,,test
b,drones,lg,850760,KR,200,2026-05-31,,test
c,drones,lg,motor,KR,100,2026-05-31,,test
`;
  const suppliers = "supplierId,name,country,parentId,parentStake,lists\ncatl,CATL,CN,,,\nlg,LG,KR,,,\n";
  const links = "supplierId,input,upstreamId,share,source\nlg,850760,catl,0.5,test\n";
  await place.chokepoint("import", "suppliers", place.file("s.csv", suppliers));
  await place.chokepoint("import", "links", place.file("l.csv", links));
  await place.chokepoint("import", "positions", place.file("p.csv", positions));
  await place.chokepoint("recompute", "--as-of", "2026-07-31");
});
afterAll(() => {
  own.remove();
  place.remove();
});

async function answerOf(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await place.chokepoint(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const OF_DRONES = ["--sector", "drones"];
const ON_DAY = ["--as-of", "2026-07-31"];
const SERIES = [
  "list",
  "series",
  ...OF_DRONES,
  "--rule",
  "china-origin",
  "--from",
  "2026-07-01",
  "--to",
  "2026-07-31",
];

describe("a person reads the title of an item with its code", () => {
  it.each<[string, string[], string[]]>([
    [
      "in a simulation",
      ["simulate", ...OF_DRONES, ...ON_DAY, "--remove", "owner:CATL", "--move", "50%:850760:catl:lg"],
      [
        `  ${TITLED} `,
        `> ${TITLED}: `,
        `${TITLED} 50 % > LG`,
        `of ${TITLED} from CATL (50.0 % of its lithium-ion cells)`,
        "(lithium-ion cells, 850760) [china-origin]",
      ],
    ],
    ["among positions", ["list", "positions", ...OF_DRONES], [`  ${TITLED}  `]],
    ["among links", ["list", "links"], [`  ${TITLED}  `]],
    ["in a series", SERIES, [`  ${TITLED}  `]],
    ["among events", ["list", "events"], [`  ${TITLED}  `]],
    ["in the history of an alert", ["alerts", "--history"], ["(lithium-ion cells, 850760) [china-origin]"]],
    [
      "in a backtest",
      ["backtest", ...OF_DRONES, "--from", "2026-05-01", "--to", "2026-07-31", "--every", "1m"],
      ["lithium-ion cells"],
    ],
  ])("%s", async (_where, args, told) => {
    const text = await answerOf(...args);
    for (const one of told) expect(text).toContain(one);
  });

  it("and machines read its code alone", async () => {
    const csv = await answerOf("list", "positions", ...OF_DRONES, "--csv");
    expect(csv).toContain("a,drones,catl,850760,CN,800.00,2026-05-31,,test,\r\n");
    for (const args of [["list", "positions", ...OF_DRONES], ["list", "links"], SERIES, ["list", "events"]]) {
      const json = await answerOf(...args, "--json");
      expect(json).toContain('"850760"');
      expect(json).not.toMatch(/lithium-ion cells|titles|groupShown/i);
    }
  });
});

describe("an item is asked for by its title", () => {
  it.each<[string, string[]]>([
    ["positions", ["list", "positions", ...OF_DRONES, "--item"]],
    ["a series", [...SERIES, "--group"]],
    ["events", ["list", "events", "--group"]],
  ])("in %s, as by its code", async (_where, args) => {
    const byCode = await answerOf(...args, "850760");
    expect(byCode).toContain(TITLED);
    expect(byCode).not.toContain("motor");
    expect(await answerOf(...args, TITLE)).toBe(byCode);
  });

  it("in a move", async () => {
    const asked = (item: string) =>
      answerOf("simulate", ...OF_DRONES, ...ON_DAY, "--move", `50%:${item}:catl:lg`, "--json");
    expect(await asked(TITLE)).toBe(await asked("850760"));
  });

  it("in a silence and an acknowledgement, which hold its code", async () => {
    const because = ["--reason", "known", "--by", "ada", ...OF_DRONES, "--group", TITLE];
    const silenced = await answerOf("silence", "--rule", "china-origin", "--until", "2099-01-01", ...because);
    expect(silenced).toContain("china-origin (lithium-ion cells, 850760) until 2099-01-01");
    const acknowledged = await answerOf("ack", "china-origin", ...because, "--json");
    expect(JSON.parse(acknowledged).acknowledged).toMatchObject([{ group: "850760" }]);
    expect(await answerOf("alerts")).toContain("silenced s");
  });

  it.each<[string, string[], string]>([
    [
      "positions",
      ["list", "positions", "--item"],
      '--item: no position that was looked at has "lithium cells"; nearest: 850760 (lithium-ion cells)',
    ],
    [
      "a series",
      [...SERIES, "--group"],
      '--group: "lithium cells" is no group of it on any of these days; nearest: 850760 (lithium-ion cells)',
    ],
    [
      "events",
      ["list", "events", "--group"],
      '--group: nothing ever happened to an alert of "lithium cells"; nearest: 850760 (lithium-ion cells)',
    ],
  ])("and where it has another one, %s say so with the nearest", async (_where, args, problem) => {
    const { code, stderr } = await place.chokepoint(...args, "lithium cells");
    expect({ code, problem: stderr.trim() }).toEqual({ code: 2, problem: `chokepoint: ${problem}` });
  });

  it("and where a move, a silence or an acknowledgement has another one, it says so with the nearest", async () => {
    const near = "nearest: 850760 (lithium-ion cells)";
    const because = ["--reason", "known", ...OF_DRONES, "--group", "lithium cells"];
    for (const args of [
      ["simulate", ...OF_DRONES, ...ON_DAY, "--move", "50%:lithium cells:catl:lg"],
      ["silence", "--rule", "china-origin", "--until", "2099-01-01", ...because],
      ["ack", "china-origin", ...because],
    ]) {
      const { code, stderr } = await place.chokepoint(...args);
      expect(code).toBe(2);
      expect(stderr).toContain(near);
    }
  });
});
