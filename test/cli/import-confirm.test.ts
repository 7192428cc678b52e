import { afterAll, beforeAll, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const recompute = ["recompute", "--sector", "us-storage-imports", "--as-of", "2026-07-31"];

let place: Workplace;
let id: string;
const put = (name: string, ...rows: string[]) =>
  place.chokepoint("import", "positions", place.file(name, `${[POSITION_COLUMNS, ...rows].join("\n")}\n`));
beforeAll(async () => {
  place = workplace();
  await put(
    "first.csv",
    "A,us-storage-imports,,bess,CN,400,2026-07-31,,customs",
    "B,us-storage-imports,,bess,JP,600,2026-07-31,,customs",
  );
  await place.chokepoint(...recompute);
  await put("invented.csv", "X,us-storage-imports,,bess,US,5000,2026-07-31,,customs");
});
afterAll(() => place.remove());

it("a recompute says which file waits to be confirmed, and clears nothing", async () => {
  const { stdout } = await place.chokepoint(...recompute);
  expect(stdout).toContain(
    "UNCONFIRMED IMPORT: USD 5.0 k added to USD 1.0 k since 2026-07-31 by invented.csv (command line, by ",
  );
  expect(stdout).not.toContain("RESOLVED");
  expect(stdout).toMatch(/%, limit \d+ % \(last known, as of 2026-07-31; [\d.-]+ % in incomplete data\)/);
});

it("`list imports` shows what each file changed and who brought it in", async () => {
  const listed = await place.chokepoint("list", "imports", "--sector", "us-storage-imports", "--json");
  const [{ imports }] = JSON.parse(listed.stdout);
  expect(imports).toMatchObject([
    {
      file: "first.csv",
      rows: { added: 2, changed: 0, removed: 0 },
      exposure: { added: 1000, removed: 0 },
      sources: [{ source: "customs", added: 1000, removed: 0 }],
      isAwaited: false,
    },
    { file: "invented.csv", exposure: { added: 5000 }, isAwaited: true, confirmed: null },
  ]);
  id = imports[1].id;
  const { stdout } = await place.chokepoint("list", "imports", "--sector", "us-storage-imports");
  expect(stdout).toContain("2 new, 0 changed, 0 removed; USD 1.0 k added, USD 0 taken away; source customs");
  expect(stdout).toContain(
    `UNCONFIRMED: nothing eases until it is confirmed or replaced: npx chokepoint import confirm ${id} --sector us-storage-imports --reason "…"`,
  );
});

it("`list imports --row` shows the import of one row", async () => {
  const args = ["list", "imports", "--sector", "us-storage-imports", "--row"];
  expect((await place.chokepoint(...args, "X")).stdout).toContain("invented.csv");
  expect((await place.chokepoint(...args, "X")).stdout).not.toContain("first.csv");
  expect(await place.chokepoint(...args, "Y")).toMatchObject({
    code: 2,
    stderr: 'chokepoint: us-storage-imports has no position "Y"; nearest: X\n',
  });
});

it("`import confirm` lets it count, and is refused without a reason or for an import that is not there", async () => {
  const args = ["import", "confirm", id, "--sector", "us-storage-imports", "--by", "ann"];
  expect(await place.chokepoint(...args, "--reason", " ")).toMatchObject({
    code: 2,
    stderr: "chokepoint: --reason: must not be empty\n",
  });
  expect(await place.chokepoint("import", "confirm", "x", ...args.slice(3), "--reason", "y")).toMatchObject({
    code: 2,
    stderr: "chokepoint: must be the id of an import\n",
  });
  const slip = `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;
  const refused = await place.chokepoint("import", "confirm", slip, ...args.slice(3), "--reason", "y");
  expect(refused).toMatchObject({
    code: 2,
    stderr: `chokepoint: us-storage-imports has no import ${slip}: npx chokepoint list imports --sector us-storage-imports names them; nearest: ${id}\n`,
  });
  expect(await place.chokepoint(...args, "--reason", "ours")).toMatchObject({
    code: 0,
    stdout: `us-storage-imports  import ${id} is confirmed; \`chokepoint recompute --sector us-storage-imports\` decides anew\n`,
  });
  const { stdout } = await place.chokepoint(...recompute);
  expect(stdout).toContain("RESOLVED");
  expect(stdout).not.toContain("UNCONFIRMED");
  const listed = await place.chokepoint("list", "imports", "--sector", "us-storage-imports");
  expect(listed.stdout).toContain("by ann: ours");
});
