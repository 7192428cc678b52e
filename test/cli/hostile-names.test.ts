import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { expectPlainLines } from "../support/hostile.ts";

const NAMES = ["Cells\nSubject: forged", "Cells \u202egpj.exe", "x".repeat(10_240), "Plain Cells"];

let place: Workplace;
beforeAll(() => {
  place = workplace();
  const rows = NAMES.map((name, at) => `s${at},"${name}",CN,,,,`);
  place.file("s.csv", `supplierId,name,country,parentId,parentStake,lists,inputs\n${rows.join("\n")}\n`);
  place.file(
    "p.csv",
    `${POSITION_COLUMNS}\nP1,ai,"two\nlines",bess,CN,1,2026-07-01,,test\nP2,ai,s1,bess,CN,1,2026-07-01,"a\u202eb",test\n`,
  );
});
afterAll(() => place.remove());

describe("an import of hostile names", () => {
  it("refuses a name of 10 kB with its line and its reason, and takes the others", async () => {
    const { code, stdout, stderr } = await place.chokepoint("import", "suppliers", "s.csv");
    expect(code).toBe(2);
    expect(stdout).toContain("3 rows: 3 new, 0 changed, 0 unchanged, 1 rejected");
    expect(stderr).toBe("chokepoint: s.csv: line 5, name: is longer than 500 characters\n");
  });

  it("keeps a line break or a mark of direction in a name, and shows the name on one line without it", async () => {
    const { stdout: json } = await place.chokepoint("list", "suppliers", "--json");
    expect(JSON.parse(json).map(({ name }: { name: string }) => name)).toEqual([
      NAMES[0],
      NAMES[1],
      NAMES[3],
    ]);
    const { stdout } = await place.chokepoint("list", "suppliers");
    expectPlainLines(stdout);
    expect(stdout).toMatch(/^s0 +"Cells Subject: forged"/m);
    expect(stdout).toMatch(/^s1 +Cells gpj/m);
  });

  it("refuses an id with a line break, and shows one with a mark of direction without it", async () => {
    const { code, stderr } = await place.chokepoint("import", "positions", "p.csv");
    expect(code).toBe(2);
    expect(stderr).toContain("p.csv: line 2, supplierId: must not hold control characters");
    const { stdout } = await place.chokepoint("list", "positions", "--sector", "ai");
    expectPlainLines(stdout);
  });
});
