import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { policyOf, ruleOf } from "../support/builders.ts";
import { workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());
const own = join(place.folder, "own");
const file = join(own, "restricted-lists.json");
mkdirSync(own);
const measure = { kind: "share", of: { list: "1260h" } } as const;
const policy = policyOf({ rules: [ruleOf({ id: "listed", measure, above: { critical: 0 } })] });
writeFileSync(join(own, "ai.json"), JSON.stringify(policy));
const lists = (...args: string[]) => place.chokepoint("lists", ...args, "--policies", own);

const ADD = ["--from", "2026-07-01", "--source", "Minutes of 2026-06-30"];

describe("lists", () => {
  it("add puts a company on a list of one's own folder, and the next recompute counts it and says so", async () => {
    place.file("s.csv", "supplierId,name,country,parentId,parentStake,lists\nm,Maker,CN,,,\nj,Other,JP,,,\n");
    place.file(
      "p.csv",
      `positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n1,ai,m,bess,CN,300,2026-06-01,,t\n2,ai,j,bess,JP,100,2026-06-01,,t\n`,
    );
    await place.chokepoint("import", "suppliers", "s.csv", "--policies", own);
    await place.chokepoint("import", "positions", "p.csv", "--policies", own);
    const day = (asOf: string) =>
      place.chokepoint("recompute", "--sector", "ai", "--as-of", asOf, "--policies", own, "--json");
    expect(JSON.parse((await day("2026-07-10")).stdout)[0].alerts).toEqual([]);

    const added = await lists("add", "1260h", "Maker", ...ADD, "--country", "CN");
    expect(added).toEqual({
      code: 0,
      stdout: `Maker: on 1260h from 2026-07-01\nwrote ${file}\n`,
      stderr: "",
    });
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      schemaVersion: 1,
      entries: [
        { list: "1260h", entity: "Maker", country: "CN", from: "2026-07-01", to: null, status: "listed" },
      ],
    });
    const [result] = JSON.parse((await day("2026-07-11")).stdout);
    expect(result.alerts).toMatchObject([{ rule: "listed", event: "raised", observed: { lower: 0.75 } }]);
    const inbox = await place.chokepoint("inbox", "--policies", own);
    expect(inbox.stdout.replace(/\s+/g, " ")).toContain(
      'by the list "DoD section 1260H list of Chinese military companies", not by purchases: Maker is on it from 2026-07-01',
    );
  });

  it("end keeps the entry with its end, and show tells who is on the list on a day", async () => {
    const ended = await lists("end", "1260h", "maker", "--on", "2026-08-01", "--source", "Edition of August");
    expect(ended).toMatchObject({
      code: 0,
      stdout: `Maker: on 1260h from 2026-07-01 until 2026-08-01\nwrote ${file}\n`,
    });
    const shown = async (day: string) =>
      (await lists("show", "1260h", "--on", day)).stdout.split("\n").find((line) => line.includes("Maker"));
    expect(await shown("2026-07-31")).toMatch(/^ {2}on {2}Maker +from 2026-07-01 until 2026-08-01 +removed$/);
    expect(await shown("2026-08-01")).toMatch(/^ {2}- {3}Maker /);
    const [json] = JSON.parse((await lists("show", "1260h", "--on", "2026-07-31", "--json")).stdout);
    expect(json).toMatchObject({ list: "1260h", on: "2026-07-31" });
    expect(json.entries.at(-1)).toMatchObject({ entity: "Maker", isOn: true, status: "removed" });
  });

  it.each<[string[], string]>([
    [
      ["add", "1260h", "Maker", "--from", "soon", "--source", "x"],
      "--from: must be a day like 2026-07-31, or today",
    ],
    [
      ["add", "1260-h", "Maker", ...ADD],
      '"1260-h" is no restricted list; nearest: 1260h; or say --title to make it',
    ],
    [["end", "1260h", "BID", "--on", "2026-09-01", "--source", "x"], '"BID" is not on 1260h; nearest: "BYD"'],
    [["show", "ndaa154"], '"ndaa154" is no restricted list; nearest: ndaa-154'],
  ])("refuses %j in one sentence, and writes nothing", async (args, problem) => {
    const before = readFileSync(file, "utf8");
    expect(await lists(...args)).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${problem}\n` });
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("says what holds after it has written: a policy that it mends is not called broken", async () => {
    const mended = join(place.folder, "mended");
    mkdirSync(mended);
    const rules = [ruleOf({ id: "listed", measure: { kind: "share", of: { list: "ours" } } })];
    writeFileSync(join(mended, "ai.json"), JSON.stringify(policyOf({ rules })));
    const run = (...args: string[]) => place.chokepoint("lists", ...args, "--policies", mended);
    const broken = 'chokepoint: warning: ai is not watched: ai.json: rule "listed": ';
    expect((await run("show", "1260h")).stderr).toContain(broken);
    expect(await run("add", "ours", "Maker", ...ADD, "--title", "Our list")).toMatchObject({
      code: 0,
      stderr: "",
    });
    const lists = join(mended, "restricted-lists.json");
    writeFileSync(lists, readFileSync(lists, "utf8").replaceAll('"ours"', '"theirs"'));
    expect((await run("end", "theirs", "Maker", "--on", "2026-08-01", "--source", "x")).stderr).toContain(
      broken,
    );
  });

  it("leaves the file as it was when it cannot be written, or cannot be read", async () => {
    const before = readFileSync(file, "utf8");
    mkdirSync(`${file}.part`);
    expect(await lists("add", "1260h", "Another", ...ADD)).toMatchObject({
      code: 2,
      stderr: `chokepoint: ${file}: cannot be written (EISDIR)\n`,
    });
    rmSync(`${file}.part`, { recursive: true, force: true });
    expect(readFileSync(file, "utf8")).toBe(before);
    writeFileSync(file, before.replace('"removed"', '"remove"'));
    expect((await lists("add", "1260h", "Another", ...ADD)).stderr).toContain(
      `chokepoint: ${file}: entry 1 ("Maker" on "1260h"): field "status" is "remove": must be one of listed, removed, enjoined; nearest: removed\n`,
    );
    expect(readFileSync(file, "utf8")).toContain('"remove"');
    writeFileSync(file, before);
  });

  it("does not edit the lists that ship", async () => {
    const { code, stderr } = await place.chokepoint("lists", "add", "1260h", "Maker", ...ADD);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "chokepoint: the shipped lists are not edited: name a folder of your own with --policies (policy init makes one)\n",
    });
    expect((await place.chokepoint("lists", "show")).stdout).toContain("YMTC");
  });

  it("add puts goods on a list, which count whoever sells them, and the e-mail says that it was the list", async () => {
    const home = workplace();
    try {
      const folder = join(home.folder, "own");
      mkdirSync(folder);
      writeFileSync(join(folder, "ai.json"), JSON.stringify(policy));
      const run = (...args: string[]) => home.chokepoint(...args, "--policies", folder);
      home.file(
        "p.csv",
        "positionId,sector,supplierId,item,originCountry,exposure,date,program,source\n1,ai,,inverter,CN,300,2026-06-01,,t\n2,ai,,bess,CN,100,2026-06-01,,t\n",
      );
      await run("import", "positions", "p.csv");
      const goods = [
        "--item",
        "inverter",
        "--made-outside",
        "US",
        "--from",
        "2026-07-11",
        "--source",
        "Notice",
      ];
      const added = await run("lists", "add", "1260h", "power inverters", ...goods);
      expect(added).toMatchObject({ code: 0, stderr: "" });
      expect((await run("lists", "show", "1260h", "--on", "2026-07-11")).stdout).toMatch(
        /^ {2}on {2}power inverters +from 2026-07-11 +goods: inverter made outside of the United States$/m,
      );
      await run("recompute", "--sector", "ai", "--as-of", "2026-07-10");
      const { stdout } = await run("recompute", "--sector", "ai", "--as-of", "2026-07-11", "--json");
      expect(JSON.parse(stdout)[0].alerts).toMatchObject([
        { rule: "listed", level: "critical", observed: { lower: 0.75 } },
      ]);
      const inbox = (await run("inbox")).stdout.replace(/\s+/g, " ");
      expect(inbox).toContain(
        'by the list "DoD section 1260H list of Chinese military companies", not by purchases: goods, whoever sells them: "power inverters" are on it from 2026-07-11',
      );
      expect(inbox).toContain(
        'By category, whoever sells it: inverter made outside of the United States ("power inverters", from 2026-07-11)',
      );
      const bad = await run("lists", "add", "1260h", "cells", "--item", "cell", ...goods.slice(4));
      expect(bad).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("must say where the goods were made"),
      });
    } finally {
      home.remove();
    }
  });
});
