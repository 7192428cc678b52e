import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";
import { expectPlainLines } from "../support/hostile.ts";

const place = workplace();
afterAll(() => place.remove());
const screen = (...args: string[]) => place.chokepoint("screen", ...args);
const found = async (...args: string[]) => JSON.parse((await screen(...args, "--json")).stdout);

beforeAll(async () => {
  place.file(
    "s.csv",
    [
      "supplierId,name,country,parentId,parentStake,lists",
      "catl,CATL,CN,,,",
      "byd-eu,BYD Europe B.V.,NL,byd-co,0.9,",
      "zor,Zorvex Energy,US,,,",
      "boyd,Boyd Corporation,US,,,",
      "bad,Gotion \u202e<b>evil</b>,CN,,,",
    ].join("\n"),
  );
  place.file(
    "h.csv",
    "supplierId,holderId,minShare,maxShare,kind,from,to,source\nzor,gotion-inc,0.1,0.2,equity,,,test\n",
  );
  place.file(
    "p.csv",
    "positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n1,ai,xiamen-hithium-energy-storage-technology-co-ltd,bess,CN,300,2026-06-01,,t\n",
  );
  await place.chokepoint("import", "suppliers", "s.csv");
  await place.chokepoint("import", "holdings", "h.csv");
  await place.chokepoint("import", "positions", "p.csv");
});

describe("screen", () => {
  it("tells suppliers and holders whose names resemble a listed company, with score and reason, and that it decides nothing", async () => {
    const { code, stdout, stderr } = await screen();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`CATL (catl, supplier, CN)
  1.00  ndaa-154: Contemporary Amperex Technology Co., Limited (there also "CATL"), from 2027-10-01; does not count as on it today
        the same apart from legal forms, capitals, accents, punctuation and script
  1.00  1260h: Contemporary Amperex Technology Co., Limited (there also "CATL"), from 2025-01-07; counts as on it today
`);
    expect(stdout).toContain(`BYD Europe B.V. (byd-eu, supplier, NL)
  0.90  ndaa-154: BYD Company, Limited, from 2027-10-01; does not count as on it today
        all of the listed one stands in this name, which adds "Europe"
`);
    expect(stdout).toContain("byd-co (an id without a supplier row, holder)\n");
    expect(stdout).toContain("gotion-inc (an id without a supplier row, holder)\n");
    expect(stdout).toContain(
      "xiamen-hithium-energy-storage-technology-co-ltd (an id without a supplier row, supplier)\n",
    );
    expect(stdout).not.toMatch(/Boyd|Zorvex/);
    expect(stdout).toContain(
      "\n8 names of suppliers and holders compared with 13 listed companies (at any time): 6 resemble one, at a score of 0.8 or more\n",
    );
    expect(stdout).toMatch(/\nThis decides nothing\. A resemblance puts nobody on a list; .*\n$/);
    expectPlainLines(stdout);
  });

  it("looks at one list, as of a day, from a score on", async () => {
    const ids = async (...args: string[]) =>
      (await found(...args)).resemblances.map(({ supplierId }: { supplierId: string }) => supplierId);
    expect(await ids("--list", "1260h", "--as-of", "2026-06-01")).toEqual(["catl"]);
    expect(await ids("--list", "list:1260h", "--as-of", "2026-06-08", "--threshold", "0.95")).toEqual([
      "byd-co",
      "catl",
    ]);
    expect((await screen("--list", "1260h", "--as-of", "2026-06-01")).stdout).toContain(
      "; counts as on it on 2026-06-01\n",
    );
    expect(await ids("--list", "1260h", "--as-of", "2025-01-06")).toEqual([]);
    expect((await screen("--list", "1260h", "--as-of", "2025-01-06")).stdout).toMatch(
      /^8 names of suppliers and holders compared with 3 listed companies \(on 2025-01-06\): none resembles one, /,
    );
  });

  it("compares with the lists of a file in place of those in use", async () => {
    const file = place.file(
      "own-lists.json",
      JSON.stringify({
        schemaVersion: 1,
        lists: [{ list: "suspects", title: "Under review", source: "Minutes" }],
        entries: [
          { list: "suspects", entity: "Zorvex Holding", from: null, status: "listed", source: "Minutes" },
        ],
      }),
    );
    expect(await found("--lists", file)).toMatchObject({
      threshold: 0.8,
      asOf: null,
      names: 8,
      listed: 1,
      resemblances: [
        {
          supplierId: "zor",
          name: "Zorvex Energy",
          roles: ["supplier"],
          list: "suspects",
          entity: "Zorvex Holding",
          listedName: "Zorvex Holding",
          from: null,
          to: null,
          status: "listed",
          counts: false,
        },
      ],
    });
  });

  it("gives the same as CSV", async () => {
    const [head, first] = (await screen("--csv", "--list", "1260h")).stdout.split("\n");
    expect(head).toBe(
      "supplierId,name,country,roles,list,entity,listedName,score,reason,from,to,status,listedCountry,counts",
    );
    expect(first).toBe(
      'byd-co,byd-co,,holder,1260h,"BYD Company, Limited","BYD Company, Limited",1,"the same apart from legal forms, capitals, accents, punctuation and script",2026-06-08,,listed,CN,false',
    );
  });

  it.each<[string[], string]>([
    [["--list", "1260"], '--list: "1260" is no restricted list; nearest: 1260h'],
    [["--lists", "none.json"], "none.json: does not exist"],
    [["--threshold", "0"], "--threshold: must be above 0 and at most 1, like 0.8"],
    [["--as-of", "soon"], "--as-of: must be a day like 2026-07-31, or today"],
  ])("refuses %j in one sentence", async (args, problem) => {
    expect(await screen(...args)).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${problem}\n` });
  });
});
