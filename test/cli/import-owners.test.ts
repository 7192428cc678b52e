import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entity, interest, person, relationship } from "../support/bods.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import {
  ENTITY_COLUMNS,
  EXCEPTION_COLUMNS,
  exceptionRow,
  gleifText,
  leiOf,
  parentRow,
  RELATIONSHIP_COLUMNS,
} from "../support/gleif.ts";
import { policyFiles } from "../support/policy-files.ts";
import { zipOf } from "../support/workbooks.ts";

const policies = policyFiles("ai");
const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists\nacme,Acme,US,,,\ncatl,CATL,CN,,,\n";
const POSITIONS = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,acme,bess,US,100,2026-07-01,,erp
`;
const HEADER = "supplierId,holderId,minShare,maxShare,kind,from,to,source";

let place: Workplace;
beforeEach(async () => {
  place = workplace(policies.folder);
  await place.chokepoint("import", "suppliers", place.file("s.csv", SUPPLIERS));
  await place.chokepoint("import", "positions", place.file("p.csv", POSITIONS));
});
afterEach(() => place.remove());

/** The countries that certainly control what is bought, as of a day. */
async function controlOf(asOf: string): Promise<string[]> {
  const { stdout } = await place.chokepoint(
    "recompute",
    "--sector",
    "ai",
    "--as-of",
    asOf,
    "--json",
    "--dry-run",
  );
  const [{ assessment }] = JSON.parse(stdout);
  return assessment.scopes[0].facets.control.keys.map(({ key }: { key: string }) => key);
}

const holdings = (...rows: string[]) => place.file("h.csv", `${[HEADER, ...rows].join("\n")}\n`);

describe("import holdings", () => {
  it("counts who holds a supplier on the day of the assessment", async () => {
    const file = holdings("acme,catl,0.6,0.6,equity,2026-07-20,,filing", "acme,,,0.05,equity,,,filing");
    const { code, stdout, stderr } = await place.chokepoint("import", "holdings", file);
    expect({ code, stderr, first: stdout.split("\n")[0] }).toEqual({
      code: 0,
      stderr: "",
      first: "h.csv: 2 rows: 2 new, 0 changed, 0 unchanged",
    });
    expect(await controlOf("2026-07-19")).toEqual(["US"]);
    expect(await controlOf("2026-07-31")).toEqual(["CN"]);
  });

  it("refuses bad rows in a sentence each, takes the others, and ends with 2", async () => {
    const file = holdings(
      "acme,catl,0.6,0.6,equity,,,filing",
      "acme,catl,60,0.6,votes,,,filing",
      "acme,,0.1,,equity,,,filing",
      "catl,acme,0.9,0.5,debt,2026-02-01,2026-01-01,filing",
    );
    const { code, stdout, stderr } = await place.chokepoint("import", "holdings", file);
    expect({ code, first: stdout.split("\n")[0] }).toEqual({
      code: 2,
      first: "h.csv: 1 row: 1 new, 0 changed, 0 unchanged, 3 rejected",
    });
    expect(stderr.trim().split("\n").sort()).toEqual([
      "chokepoint: h.csv: line 3, minShare: must be between 0 and 1, like 0.49, or a percentage, like 49 %",
      "chokepoint: h.csv: line 4, minShare: must be empty where no holder is named: what is not named is unknown",
      "chokepoint: h.csv: line 5, maxShare: is less than minShare",
      "chokepoint: h.csv: line 5, to: is before from",
    ]);
  });

  it("writes nothing in a dry run, and removes with --replace what is gone from the source", async () => {
    const two = ["acme,catl,0.6,0.6,equity,,,filing", "acme,acme-holding,0.1,0.2,equity,,,filing"];
    const dry = await place.chokepoint("import", "holdings", holdings(...two), "--dry-run");
    expect(dry.stdout).toContain("(nothing was written)");
    expect(await controlOf("2026-07-31")).toEqual(["US"]);
    await place.chokepoint("import", "holdings", holdings(...two));
    const { stdout, stderr } = await place.chokepoint(
      ...["import", "holdings", holdings("acme,acme-holding,0.1,0.2,equity,,,filing"), "--replace"],
    );
    expect(stderr).toContain("--replace removes 1 of the 2 stored rows of its sources");
    expect(stdout).toContain("1 unchanged, 1 removed");
    expect(await controlOf("2026-07-31")).toEqual([]);
  });
});

describe("import gleif", () => {
  const [acme, top] = [leiOf("acme"), leiOf("top")];
  const files = () => ({
    rr: place.file("rr.csv.gz", gzipSync(gleifText(RELATIONSHIP_COLUMNS, [parentRow(acme, "direct", top)]))),
    leis: place.file("leis.csv", `supplierId,lei\nacme,${acme}\n`),
    repex: place.file(
      "repex.csv",
      gleifText(EXCEPTION_COLUMNS, [exceptionRow(top, "DIRECT", "NATURAL_PERSONS")]),
    ),
    lei2: place.file(
      "lei2.csv",
      gleifText(ENTITY_COLUMNS, [
        { LEI: top, "Entity.LegalName": "Top AG", "Entity.HeadquartersAddress.Country": "CN" },
      ]),
    ),
  });

  it("says where every row has gone, and leaves the owner unknown where nobody tells it", async () => {
    const { rr, leis, repex, lei2 } = files();
    const beside = ["--leis", leis, "--exceptions", repex, "--entities", lei2];
    const { code, stdout, stderr } = await place.chokepoint("import", "gleif", rr, ...beside);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").map((line) => line.trim())).toEqual([
      "rr.csv.gz: 2 holdings: 2 new, 0 changed, 0 unchanged",
      "rr.csv.gz: 1 row read = 1 taken + 0 left out + 0 refused",
      "repex.csv: 1 row read = 1 taken + 0 left out + 0 refused",
      "lei2.csv: 1 row read = 1 taken + 0 left out + 0 refused",
      "your suppliers: 2, of which 1 has an id of the source and 1 stands in the files",
      "suppliers and holders: 1 new, 1 left as stored",
      "",
    ]);
    expect(await controlOf("2026-07-31")).toEqual([]);
    const again = await place.chokepoint("import", "gleif", rr, ...beside, "--replace");
    expect(again.stdout).toContain("0 new, 0 changed, 2 unchanged");
    // A row of one's own about Top's holders settles it.
    const own = holdings(`${top},,,0.05,equity,2026-01-01,,register`);
    await place.chokepoint("import", "gleif", rr, "--leis", leis, "--entities", lei2, "--replace");
    await place.chokepoint("import", "holdings", own);
    expect(await controlOf("2026-07-31")).toEqual(["CN"]);
  });

  it("reads zip files as they are downloaded, of one file each", async () => {
    const { leis } = files();
    const text = gleifText(RELATIONSHIP_COLUMNS, [parentRow(acme, "direct", top)]);
    const zipped = (name: string, content: Buffer) => place.file(name, content);
    const one = zipOf({ "20260901-0800-gleif-goldencopy-rr-golden-copy.csv": text });
    const taken = await place.chokepoint(
      "import",
      "gleif",
      zipped("rr.csv.zip", one),
      "--leis",
      leis,
      "--dry-run",
    );
    expect(taken).toMatchObject({ code: 0, stderr: "" });
    expect(taken.stdout).toContain("rr.csv.zip: 1 row read = 1 taken");
    const two = zipped("two.zip", zipOf({ "a.csv": text, "b.csv": text }));
    const cut = zipped("cut.zip", one.subarray(0, one.length - 30));
    expect((await place.chokepoint("import", "gleif", two, cut, "--leis", leis)).stderr).toBe(
      "chokepoint: two.zip: line 1: is a zip file that does not hold one file: unpack it, and name the one to read; cut.zip: line 1: is a zip file that is not whole\n",
    );
  });

  it("ends with 2 and one sentence where a file is missing or another one", async () => {
    const { rr, leis, repex } = files();
    expect(await place.chokepoint("import", "gleif", rr, "--leis", "nowhere.csv")).toMatchObject({
      code: 2,
      stderr: "chokepoint: --leis nowhere.csv: does not exist\n",
    });
    const wrong = await place.chokepoint("import", "gleif", repex, "--leis", leis);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toMatch(
      /^chokepoint: repex.csv: line 1: is the file of reporting exceptions: name it by --exceptions; /,
    );
  });
});

describe("import bods", () => {
  it("takes shares as intervals, and refuses what contradicts itself", async () => {
    const file = place.file(
      "bods.jsonl",
      [
        entity("e-acme"),
        person("p-1", "CN"),
        relationship("e-acme", "p-1", [interest("shareholding", { exclusiveMinimum: 50, maximum: 75 })]),
        relationship("e-acme", "p-1", [interest("votingRights", { minimum: 60, maximum: 50 })]),
      ]
        .map((one) => JSON.stringify(one))
        .join("\n"),
    );
    const ids = place.file("ids.csv", "supplierId,id\nacme,e-acme\n");
    const { code, stdout, stderr } = await place.chokepoint("import", "bods", file, "--ids", ids);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "chokepoint: bods.jsonl: line 4, recordDetails.interests.0.share: has a minimum above its maximum\n",
    });
    expect(stdout).toContain("bods.jsonl: 4 rows read = 3 taken + 0 left out + 1 refused");
    expect(await controlOf("2026-07-31")).toEqual(["CN"]);
  });
});
