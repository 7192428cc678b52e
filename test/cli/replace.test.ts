import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importFiles } from "../../cli/input/import-files.ts";
import { nativeImports } from "../../functions/import/tables/formats.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { type ObjectImportWorld, objectImportWorld } from "../support/object-import.ts";

const row = (id: string, source = "erp") => `${id},ai,,bess,CN,1,2026-07-01,,${source}`;
const REFUSED =
  "p.csv: --replace would remove 2 of the 3 stored rows of its sources: nothing was imported of it";
const REMOVES = "p.csv: --replace removes 2 of the 3 stored rows of its sources";

const noNote = (sentence: string) => {
  throw new Error(`nothing was to be said: ${sentence}`);
};

let place: Workplace;
beforeAll(() => {
  place = workplace();
});
afterAll(() => place.remove());

function file(...rows: string[]): string {
  return place.file("p.csv", `${[POSITION_COLUMNS, ...rows].join("\n")}\n`);
}

describe("--replace, where nobody can be asked,", () => {
  beforeEach(async () => {
    const all = file(row("A"), row("B"), row("C"), row("D", "other"));
    expect(await place.chokepoint("import", "positions", all, "--replace", "--yes")).toMatchObject({
      code: 0,
    });
  });

  it.each([[[]], [["--yes"]]])("says how many rows it removes, and removes them (%j)", async (agreed) => {
    const shorter = file(row("A"), row("E"));
    const { code, stdout, stderr } = await place.chokepoint(
      "import",
      "positions",
      shorter,
      "--replace",
      ...agreed,
    );
    expect({ code, stderr, stdout: stdout.split("\n")[0] }).toEqual({
      code: 0,
      stderr: `chokepoint: ${REMOVES}\n`,
      stdout: "p.csv: 2 rows: 1 new, 0 changed, 1 unchanged, 2 removed",
    });
  });

  it("says nothing where it removes nothing", async () => {
    const more = file(row("A"), row("B"), row("C"), row("E"));
    expect(await place.chokepoint("import", "positions", more, "--replace")).toMatchObject({
      code: 0,
      stderr: "",
    });
  });
});

describe("--replace, on a terminal,", () => {
  async function answer(world: ObjectImportWorld, agreed: boolean): Promise<string[]> {
    const asked: string[] = [];
    const confirm = async (question: string) => {
      asked.push(`${question} ${[...world.positions.keys()]}`);
      return agreed;
    };
    const onReport = (_: ImportReport) => {};
    const files = [file(row("A"), row("E"))];
    await importFiles(files, nativeImports.positions, world.ports, {
      replace: true,
      confirm,
      onNote: noNote,
      onReport,
    });
    return asked;
  }
  async function stored(): Promise<ObjectImportWorld> {
    const world = objectImportWorld();
    const options = { replace: false, onNote: noNote, onReport: () => {} };
    await importFiles([file(row("A"), row("B"), row("C"))], nativeImports.positions, world.ports, options);
    return world;
  }

  it("asks before anything is stored, and goes on when it is agreed to", async () => {
    const world = await stored();
    expect(await answer(world, true)).toEqual([
      "p.csv: --replace would remove 2 of the 3 stored rows of its sources. Go on? ai A,ai B,ai C",
    ]);
    expect([...world.positions.keys()]).toEqual(["ai A", "ai E"]);
  });

  it("changes nothing when it is not", async () => {
    const world = await stored();
    await expect(answer(world, false)).rejects.toThrow(REFUSED);
    expect([...world.positions.keys()]).toEqual(["ai A", "ai B", "ai C"]);
    expect(world.refusals.size).toBe(0);
  });
});
