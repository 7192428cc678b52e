import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readKey } from "../../../functions/import/bucket/object-key.ts";
import { rejectsKeysOf } from "../../../functions/import/bucket/rejects-keys.ts";
import { bytesOf, importSchemaFor, MOST_KEY_BYTES } from "../../../shared/contract/import-payload.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

describe("a key", () => {
  it.each([
    ["positions/2026/july.csv", { replace: false, isPacked: false, touches: "its sectors" }],
    ["positions/replace/july.csv", { replace: true, isPacked: false, touches: "its sectors" }],
    ["positions/replace.csv", { replace: false, isPacked: false }],
    ["positions/july.csv.gz", { replace: false, isPacked: true }],
    ["positions/JULY.CSV", { isPacked: false }],
    ["positions/july.xlsx", { replace: false, isPacked: false }],
    ["suppliers/july.tsv.gz", { isPacked: true }],
    ["positions/Énergie 電池 50%25 a..b.csv", { replace: false }],
    ["suppliers/all.csv", { replace: false, touches: "every sector" }],
    ["links/replace/filings.csv.gz", { replace: true, isPacked: true, touches: "every sector" }],
    ["holdings/gleif.csv", { replace: false, touches: "every sector", kind: "holdings" }],
    ["holdings/replace/gleif.csv", { replace: true, rememberedAs: "holdings/gleif.csv" }],
    ["usitc/us-storage-imports/2026-07.csv", { replace: false, touches: "its sectors" }],
    ["usitc/us-storage-imports/replace/2026-07.csv", { replace: true }],
    ["census/us-storage-imports/replace/2026-07.json", { replace: true, touches: "its sectors" }],
    ["comext/us-storage-imports/replace/2026.csv.gz", { replace: true, isPacked: true, kind: "comext" }],
    ["comtrade/us-storage-imports/2026.csv", { replace: false, kind: "comtrade", touches: "its sectors" }],
    [
      "usaspending/defense/fy2026.csv.gz",
      { replace: false, isPacked: true, sector: "defense", touches: "every sector" },
    ],
  ])("%s says how to import its object", (key, file) => {
    expect(readKey(key, samplePolicies)).toMatchObject({ file });
  });

  it.each([
    ["positions/july.xls", "the key must end with .csv, .tsv, .txt, the same and .gz, or .xlsx"],
    ["positions/july.csv.zip", "the key must end with .csv, .tsv, .txt, the same and .gz, or .xlsx"],
    ["usitc/us-storage-imports/july.xlsx", "the key must end with .csv or .csv.gz"],
    ["july.csv", "the key must begin with positions/, suppliers/, links/, holdings/, usitc/"],
    ["Positions/july.csv", "the key must begin with positions/, suppliers/, links/, holdings/, usitc/"],
    ["suppliers/replace/all.csv", "suppliers have no source, so there is nothing to replace"],
    ["usitc/july.csv", "the key must name the sector: usitc/us-storage-imports/FILE.csv"],
    ["census/us-storage-imports/july.csv", "the key must end with .json or .json.gz"],
    ["usaspending/july.csv", "the key must name the sector: usaspending/us-storage-imports/FILE.csv"],
    ["usitc/moon/july.csv", '"moon" is not a sector; the sectors are ai, defense, us-storage-imports'],
    ["positions/../rejects/july.csv", 'the key must not hold empty parts, "." or ".."'],
    ["positions//july.csv", "the key must not hold empty parts"],
    ["/positions/july.csv", "the key must not hold empty parts"],
    ["positions/./july.csv", "the key must not hold empty parts"],
    ["positions/..\\july.csv", "the key must not hold empty parts"],
    ["positions/ju\u0000ly.csv", "the key must not hold empty parts"],
    ["positions/july\n.csv", "the key must not hold empty parts"],
  ])("%j is refused in one sentence", (key, refused) => {
    expect(readKey(key, samplePolicies)).toEqual({ refused: expect.stringContaining(refused) });
  });

  it.each([
    ["rejects/positions/july.csv.rejects.csv", "was written by an import"],
    ["rejects/../positions/july.csv", "was written by an import"],
    ["positions/2026/", "is a folder"],
    ["map/erp/mapping.schema.json", "is the schema of a mapping: only editors read it"],
  ])("%s is left alone", (key, ignored) => {
    expect(readKey(key, samplePolicies)).toEqual({ ignored });
  });
});

describe("the keys of what is rejected", () => {
  it("stand under rejects/ and the key itself", () => {
    expect(rejectsKeysOf("positions/july.csv")).toEqual({
      rows: "rejects/positions/july.csv.rejects.csv",
      report: "rejects/positions/july.csv.report.json",
    });
  });

  it.each([`positions/${"x".repeat(1000)}.csv`, "positions/../july.csv"])(
    "take a hash where %s cannot stand",
    (key) => {
      expect(rejectsKeysOf(key).rows).toMatch(/^rejects\/by-sha256\/[0-9a-f]{64}\.rejects\.csv$/);
    },
  );
});

const part: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "positions",
    "rejects",
    "usitc",
    "us-storage-imports",
    "replace",
    "..",
    ".",
    "",
    "%2e%2e",
    "a.csv",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("x".repeat(1000), "電".repeat(330)),
);
const keyArbitrary = fc
  .array(part, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join("/"))
  .filter((key) => key !== "" && bytesOf(key) <= MOST_KEY_BYTES && key.isWellFormed());

describe("whatever the key", () => {
  it("what is written about it stays under rejects/, fits, leads nowhere else and starts no import", () => {
    fc.assert(
      fc.property(keyArbitrary, (key) => {
        for (const written of Object.values(rejectsKeysOf(key))) {
          expect(written.startsWith("rejects/")).toBe(true);
          expect(bytesOf(written)).toBeLessThanOrEqual(MOST_KEY_BYTES);
          const parts = written.split("/");
          expect(parts.filter((one: string) => ["", ".", ".."].includes(one))).toEqual([]);
          expect(readKey(written, samplePolicies)).toHaveProperty("ignored");
        }
      }),
    );
  });

  it("two objects never share what is written about them", () => {
    fc.assert(
      fc.property(keyArbitrary, keyArbitrary, (one, other) => {
        const written = [one, other].flatMap((key) => Object.values(rejectsKeysOf(key)));
        expect(new Set(written).size).toBe(one === other ? 2 : 4);
      }),
    );
  });

  it("comes out of a notification as it went in", () => {
    fc.assert(
      fc.property(keyArbitrary, (key) => {
        const encoded = encodeURIComponent(key).replaceAll("%20", "+");
        const Records = [{ s3: { bucket: { name: "files" }, object: { key: encoded } } }];
        expect(importSchemaFor({ Records }).parse({ Records })).toEqual([{ bucket: "files", key }]);
      }),
    );
  });
});
