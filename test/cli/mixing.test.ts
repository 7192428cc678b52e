import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockFolder } from "../../cli/cloud/folder-lock.ts";
import { ask, canAsk } from "../../cli/terminal/ask.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const OWN = `${POSITION_COLUMNS}\nOWN-1,ai,,bess,CN,1.00,2026-07-01,,mine\n`;

let place: Workplace;
beforeAll(() => {
  place = workplace();
  place.file("own.csv", OWN);
});
afterAll(() => place.remove());

const start = (...args: string[]) => place.start(...args);
const importOwn = (...args: string[]) => place.chokepoint("import", "positions", "own.csv", ...args);
/** What is noted of the rows of a folder. */
const contents = (dir: string) => {
  const { policies: _, ...rows } = JSON.parse(readFileSync(join(place.folder, dir, "contents.json"), "utf8"));
  return rows;
};
/** What a folder holds: each file with its size, and when it was written. */
const filesIn = (dir: string) =>
  readdirSync(join(place.folder, dir), { recursive: true, encoding: "utf8" }).map((file) => {
    const { size, mtimeMs } = statSync(join(place.folder, dir, file));
    return { file, size, mtimeMs };
  });

describe("samples and one's own data", () => {
  it("are kept apart: npm start has a folder of its own, and changes nothing in .chokepoint", async () => {
    expect(await importOwn()).toMatchObject({ code: 0, stderr: "" });
    const before = filesIn(".chokepoint");
    expect(await start()).toMatchObject({ code: 0, stderr: "" });
    expect(contents(".chokepoint-samples")).toEqual({ version: 1, samples: true, own: false });
    expect(contents(".chokepoint")).toEqual({ version: 1, samples: false, own: true });
    expect(filesIn(".chokepoint")).toEqual(before);
  });

  it("do not mix by an import into the samples' folder, unless it is said", async () => {
    const intoSamples = (...args: string[]) => importOwn("--dir", ".chokepoint-samples", ...args);
    expect(await intoSamples()).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "chokepoint: .chokepoint-samples has the samples of npm start, and what you import would count together with them: name a folder of your own with --dir, or say --mix\n",
    });
    expect(contents(".chokepoint-samples")).toEqual({ version: 1, samples: true, own: false });
    expect(await intoSamples("--mix")).toMatchObject({ code: 0, stderr: "" });
    // Said once, it holds.
    expect(await intoSamples()).toMatchObject({ code: 0, stderr: "" });
    expect(await start()).toMatchObject({ code: 0, stderr: "" });
  });

  it("do not mix in a .chokepoint into which an earlier version has loaded the samples", async () => {
    const earlier = workplace();
    earlier.file("own.csv", OWN);
    const imported = (...args: string[]) => earlier.chokepoint("import", "positions", "own.csv", ...args);
    expect(await earlier.start("--dir", ".chokepoint")).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout } = await earlier.chokepoint("alerts");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("(illustrative data)") });
    expect(await imported()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^chokepoint: \.chokepoint has the samples of npm start/),
    });
    expect(await imported("--mix")).toMatchObject({ code: 0, stderr: "" });
    earlier.remove();
  });

  it("do not mix by npm start in a folder of one's own, also one that an earlier version has filled", async () => {
    expect(await importOwn("--dir", "mine")).toMatchObject({ code: 0 });
    const refused = {
      code: 2,
      stdout: "",
      stderr:
        "chokepoint: mine has data that npm start has not put there, and the samples would count together with it: name another folder (npm start -- --dir FOLDER), or say --mix\n",
    };
    expect(await start("--dir", "mine")).toEqual(refused);
    rmSync(join(place.folder, "mine", "contents.json"));
    expect(await start("--dir", "mine")).toEqual(refused);
    expect(existsSync(join(place.folder, "mine", "contents.json"))).toBe(false);
    const mixed = await start("--dir", "mine", "--mix");
    expect(mixed).toMatchObject({ code: 0, stderr: "" });
    expect(mixed.stdout).toContain("  npx chokepoint alerts --dir mine\n");
    expect(contents("mine")).toEqual({ version: 1, samples: true, own: true });
  });

  it("are told apart by a note that says so when it cannot be read", async () => {
    mkdirSync(join(place.folder, "noted"));
    for (const text of ["{", '{"version":2,"samples":true,"own":true}']) {
      writeFileSync(join(place.folder, "noted", "contents.json"), text);
      const { code, stderr } = await importOwn("--dir", "noted");
      expect(stderr).toMatch(
        /^chokepoint: noted\/contents\.json, which says .*: delete the file if you know/,
      );
      expect(code).toBe(2);
    }
  });
});

describe("npm start", () => {
  it.each([
    ["in a folder that is in use", () => lockFolder(join(place.folder, "busy")), "busy", "is in use by"],
    [
      "in what is no folder",
      () => place.file("file", ""),
      "file",
      "cannot be used to keep data: it is a file",
    ],
    ["where nothing can be made", () => {}, "/proc/chokepoint", "cannot be used to keep data: "],
  ])("%s says so in one sentence, exit code 2", async (_name, prepare, dir, told) => {
    prepare();
    const { code, stdout, stderr } = await start("--dir", dir);
    expect(stderr).toMatch(/^chokepoint: .*\n$/);
    expect(stderr).toContain(`${dir} ${told}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("refuses a flag that it does not know", async () => {
    expect(await start("--dri", "x")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("a damaged database", () => {
  it("is told of in one sentence, with what to do", async () => {
    await importOwn("--dir", "damaged");
    writeFileSync(join(place.folder, "damaged", "dynamodb", "CURRENT"), "nonsense\n");
    const { code, stdout, stderr } = await place.chokepoint("alerts", "--dir", "damaged");
    expect(stderr).toMatch(
      /^chokepoint: the data in damaged is damaged \(.*\): put back a copy of the folder, or .*\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("whose first file is gone is refused, and keeps its other files", async () => {
    await importOwn("--dir", "headless");
    const dynamodb = join(place.folder, "headless", "dynamodb");
    rmSync(join(dynamodb, "CURRENT"));
    const before = readdirSync(dynamodb);
    const { code, stderr } = await place.chokepoint("recompute", "--dir", "headless");
    expect(stderr).toMatch(
      /^chokepoint: the data in headless is damaged \(its file CURRENT is missing\): put/,
    );
    expect(code).toBe(2);
    expect(readdirSync(dynamodb)).toEqual(before);
  });
});

describe("a database that is damaged inside", () => {
  it("is told of in one sentence, with what to do, by a command that only reads", async () => {
    await importOwn("--dir", "rotten");
    await place.chokepoint("alerts", "--dir", "rotten");
    const dynamodb = join(place.folder, "rotten", "dynamodb");
    const tables = readdirSync(dynamodb).filter((file) => file.endsWith(".ldb"));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const bytes = readFileSync(join(dynamodb, table));
      writeFileSync(join(dynamodb, table), bytes.fill(0x5a, 0, bytes.length >> 1));
    }
    const { code, stderr } = await place.spawned("alerts", "--dir", "rotten");
    expect(stderr).toMatch(
      /^chokepoint: the data in the data folder is damaged \(Corruption: .*\): put back a copy/,
    );
    expect(code).toBe(1);
  });
});

describe("an inbox that cannot be written", () => {
  it("is told of in one sentence; the e-mail comes once it can be", async () => {
    await importOwn("--dir", "closed");
    const inbox = join(place.folder, "closed", "inbox");
    writeFileSync(inbox, "a file");
    const recompute = () =>
      place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-07-31", "--dir", "closed");
    const { code, stderr } = await recompute();
    expect(stderr).toMatch(
      /^chokepoint: ai: bulletin .* is written but could not be published: closed\/inbox does not take the e-mail: it is a file, not a folder\n$/,
    );
    expect(code).toBe(1);
    rmSync(inbox);
    expect(await recompute()).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(inbox)).toHaveLength(1);
  });
});

describe("a question", () => {
  function terminal(): { input: PassThrough & { isTTY: boolean }; output: PassThrough & { isTTY: boolean } } {
    return {
      input: Object.assign(new PassThrough(), { isTTY: true }),
      output: Object.assign(new PassThrough(), { isTTY: true }),
    };
  }

  it.each([
    ["y\n", true],
    ["YES\n", true],
    ["n\n", false],
    ["\n", false],
    ["yesterday\n", false],
    ["\u0003", false],
  ])("on a terminal is answered by %j with %s", async (typed, answer) => {
    const { input, output } = terminal();
    const asked = ask("Mix?", input, output);
    input.write(typed);
    expect(await asked).toBe(answer);
    expect(output.read()?.toString()).toContain("Mix? [y/N] ");
  });

  it("whose input ends is not answered with yes", async () => {
    const { input, output } = terminal();
    const asked = ask("Mix?", input, output);
    input.end();
    expect(await asked).toBe(false);
  });

  it("can be asked only where somebody sits at a terminal", () => {
    const { input, output } = terminal();
    expect(canAsk(input, output)).toBe(true);
    expect(canAsk(Object.assign(input, { isTTY: false }), output)).toBe(false);
    expect(canAsk(Object.assign(input, { isTTY: true }), Object.assign(output, { isTTY: false }))).toBe(
      false,
    );
  });
});
