import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockFolder } from "../../cli/cloud/folder-lock.ts";
import { readPolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const GOOD = "G-1,ai,,bess,CN,1.00,2026-07-01,,test";

let place: Workplace;
beforeAll(() => {
  place = workplace();
});
afterAll(() => place.remove());

async function importPositions(content: string | Uint8Array) {
  return await place.chokepoint("import", "positions", place.file("p.csv", content), "--json");
}

const SECTORS = [...readPolicyFolder("policies").keys()].join(", ");

describe("bad rows", () => {
  it.each([
    [
      "a negative exposure",
      "B-1,ai,,bess,CN,-5,,,",
      'line 3, exposure: "-5" is negative: import map takes credits away from the other rows of their key, with "lines": "add-up" in the mapping',
    ],
    [
      "an absurd exposure",
      "B-1,ai,,bess,CN,99999999999999999,,,",
      'line 3, exposure: "99999999999999999" is more than 1,000,000,000,000 USD, the most that one row may hold',
    ],
    [
      "an unknown country",
      "B-1,ai,,bess,Atlantis,5,,,",
      'line 3, originCountry: "Atlantis" is not a country: write its two-letter code',
    ],
    [
      "an unknown sector",
      "B-1,moon,,bess,CN,5,,,",
      `line 3, sector: "moon" is not a sector; the sectors are ${SECTORS}`,
    ],
    [
      "an id that stands twice",
      "G-1,ai,,bess,CN,2.00,2026-07-01,,test",
      'line 3: positionId "G-1" of ai already stands on line 2 with other content',
    ],
  ])(
    "with %s are told by file, line and reason; the good ones land; exit code 2",
    async (_name, row, told) => {
      const { code, stdout, stderr } = await importPositions(`${POSITION_COLUMNS}\n${GOOD}\n${row}\n`);
      expect(stderr).toBe(`chokepoint: p.csv: ${told}\n`);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject([{ file: "p.csv", rows: 1, rejected: 1 }]);
    },
  );
});

describe("files that are unusual and good", () => {
  it.each([
    ["a byte order mark", `\uFEFF${POSITION_COLUMNS}\n${GOOD}\n`],
    ["CRLF", `${POSITION_COLUMNS}\r\n${GOOD}\r\n`],
    ["a quoted line break", `${POSITION_COLUMNS}\n${GOOD.replace(/test$/, '"two\nlines"')}\n`],
  ])("with %s are taken", async (_name, content) => {
    expect(await importPositions(content)).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("files of which nothing can be used", () => {
  it.each([
    ["a wrong header", "id,value\n1,2\n", "p.csv: line 1: the header lacks positionId"],
    ["no content", "", "p.csv: is empty"],
    [
      "bytes that are no text",
      Buffer.from("pos\x81itionId\n", "latin1"),
      "p.csv: line 1: is text in neither UTF-8 nor Windows-1252",
    ],
  ])("with %s are refused in one sentence, exit code 2", async (_name, content, told) => {
    const { code, stdout, stderr } = await importPositions(content);
    expect(stderr).toContain(`chokepoint: ${told}`);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect({ code, reports: JSON.parse(stdout) }).toEqual({ code: 2, reports: [] });
  });

  it("do not keep the others from being imported", async () => {
    const good = place.file("good.csv", `${POSITION_COLUMNS}\n${GOOD}\n`);
    const ended = await place.chokepoint("import", "positions", "nowhere.csv", place.folder, good);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(
      /^chokepoint: nowhere\.csv: does not exist; .*: is a folder: name the files in it\n$/,
    );
    expect(ended.stdout).toContain("good.csv: 1 row:");
  });
});

describe("wrong usage", () => {
  it.each([
    [["recompute", "--sector", "moon"], `"moon" is not a sector; the sectors are ${SECTORS}`],
    [["recompute", "--as-of", "2026-02-30"], "must be a day like 2026-07-31"],
    [["recompute", "--window-days", "many"], "must be a whole number of days"],
    [["recompute", "--window-days", "0"], "must be 1 or more"],
    [["recompute", "--frequently"], "unknown option '--frequently'"],
    [["recompute", "--dir", "a", "--stack", "b"], "cannot be used with"],
    [["alerts", "--sector", "moon"], '"moon" is not a sector'],
    [["import", "usitc", "f.csv"], "required option '--sector <sector>' not specified"],
    [["import", "usitc", "f.csv", "--sector", "moon"], '"moon" is not a sector'],
    [["import", "usitc", "f.csv", "--sector", "ai", "--item", "A B"], "--item must be lower-case words"],
    [["import", "positions"], "missing required argument 'file'"],
    [["inbox", "--last", "none"], "--last must be a whole number"],
    [["dance"], "unknown command 'dance'"],
  ])("%j ends with 2 and a sentence", async (args, told) => {
    const { code, stdout, stderr } = await place.chokepoint(...args);
    expect(stderr).toContain(told);
    expect(stderr).toMatch(/^chokepoint: /);
    expect(stderr).not.toContain("    at ");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it.each([[["--help"]], [["import", "--help"]], [["--version"]]])("%j is no error", async (args) => {
    expect(await place.chokepoint(...args)).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a data folder", () => {
  it("that another process works in is refused in one sentence", async () => {
    const unlock = lockFolder(join(place.folder, "busy"));
    const { code, stderr } = await place.chokepoint("alerts", "--dir", "busy");
    unlock();
    expect(stderr).toMatch(
      new RegExp(
        `^chokepoint: busy is in use by another chokepoint: process ${process.pid}, .*since [-\\d]{10} [:\\d]{5} UTC; run this again when that has ended\n$`,
      ),
    );
    expect(code).toBe(2);
  });

  it("is let go afterwards", async () => {
    expect(await place.chokepoint("alerts", "--dir", "left")).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(place.folder, "left", "holder.json"))).toBe(false);
    lockFolder(join(place.folder, "left"))();
  });

  it("that cannot be one is refused, and the command ends", async () => {
    const { code, stderr } = await place.chokepoint("alerts", "--dir", place.file("file", "x"));
    expect(stderr).toMatch(/^chokepoint: .*file cannot be used to keep data: /);
    expect(code).toBe(2);
  });
});

describe("a name that means harm", () => {
  it("does not break the subject or forge a line of the e-mail", async () => {
    const evil = `"Evil\r\nSubject: free\u202E batteries ${"很".repeat(300)}"`;
    const suppliers = `supplierId,name,country,parentId,parentStake,lists\nevil,${evil},CN,,,\n`;
    const position = "E-1,defense,evil,bess,CN,5,2026-07-01,,test";
    await place.chokepoint("import", "suppliers", place.file("s.csv", suppliers));
    await importPositions(`${POSITION_COLUMNS}\n${position}\n`);
    const { code } = await place.chokepoint("recompute", "--sector", "defense", "--as-of", "2026-07-31");
    expect(code).toBe(0);
    const { stdout } = await place.chokepoint("inbox", "--last", "1", "--json");
    const [email] = JSON.parse(stdout) as { subject: string; text: string }[];
    expect(email?.subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    expect(email?.text).not.toMatch(/[\r\u202e]|^Subject:/m);
    expect(email?.text).toContain("Evil Subject: free batteries");
  });
});
