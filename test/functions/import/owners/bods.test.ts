import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import type { OwnersReport } from "../../../../functions/import/owners/import-owners.ts";
import {
  type BodsStatement,
  entity,
  importBods,
  interest,
  person,
  relationship,
} from "../../../support/bods.ts";
import { leiOf } from "../../../support/gleif.ts";
import { type ObjectImportWorld, objectImportWorld } from "../../../support/object-import.ts";
import { supplierOf } from "../../../support/samples.ts";

let world: ObjectImportWorld;
beforeEach(() => {
  world = objectImportWorld();
  world.suppliers.set("acme", supplierOf({ supplierId: "acme", country: "US" }));
});

const IDS = "supplierId,id\nacme,e-acme\n";

const importAll = (statements: BodsStatement[] | string | Uint8Array, replace = false) =>
  importBods({ world, statements, ids: IDS, replace });

/** The stored holdings as `held < holder kind min..max from..to`. */
const stored = () =>
  [...world.holdings.values()]
    .map(({ supplierId, holderId, kind, minShare, maxShare, from, to }) =>
      [
        supplierId,
        "<",
        holderId ?? "?",
        kind,
        `${minShare ?? "-"}..${maxShare ?? "-"}`,
        `${from ?? ""}..${to ?? ""}`,
      ].join(" "),
    )
    .sort();

const fatesOf = ({ owners: { files } }: OwnersReport) =>
  Object.fromEntries(files[0]?.leftOut.map(({ why, rows }) => [why, rows]) ?? []);

const held = (interests: object[] | undefined, more = {}) => [
  entity("e-acme"),
  person("p-1", "CN"),
  relationship("e-acme", "p-1", interests, more),
];

describe("statements of BODS", () => {
  it.each([
    [interest("shareholding", { exact: 33.3 }), "equity 0.333..0.333"],
    [interest("shareholding", { minimum: 25, maximum: 50 }), "equity 0.25..0.5"],
    [
      interest("votingRights", { exclusiveMinimum: 50, exclusiveMaximum: 75 }),
      "votes 0.500000002..0.749999998",
    ],
    [interest("shareholding", { minimum: 75 }), "equity 0.75..-"],
    [interest("shareholding", undefined), "equity -..-"],
    [interest("shareholding", { exact: 60 }, { directOrIndirect: "unknown" }), "equity 0.6..0.6"],
    [interest("shareholding", { exact: 60 }, { directOrIndirect: "indirect" }), "equity -..0.6"],
    [interest("appointmentOfBoard", undefined), "control -..-"],
    [interest("controlByLegalFramework", undefined), "control -..-"],
    [interest("appointmentOfBoard", { exact: 40 }), "control 0.4..0.4"],
    [interest("otherInfluenceOrControl", undefined), "control 0..-"],
    [interest("unknownInterest", undefined), "control 0..-"],
    [interest("trustee", undefined), "control 0..-"],
    [{ directOrIndirect: "unknown" }, "control 0..-"],
    [interest("someLaterType", undefined), "control 0..-"],
  ])("with the interest %j say: %s", async (one, expected) => {
    const report = await importAll(held([one]));
    expect(stored()).toEqual([`acme < p-1 ${expected} ..`]);
    expect(report.owners.files[0]).toMatchObject({ read: 3, taken: 3, refused: 0 });
    expect([...world.holdings.values()][0]?.source).toBe("BODS: Example register");
  });

  it("without interests tell that the party may have any", async () => {
    await importAll(held(undefined));
    expect(stored()).toEqual(["acme < p-1 control 0..- .."]);
  });

  it.each(["boardMember", "boardChair", "seniorManagingOfficial", "rightsToProfitOrIncome"])(
    "with the interest %s tell of no holding, and are counted",
    async (type) => {
      const report = await importAll(held([interest(type, { exact: 60 })]));
      expect(stored()).toEqual([]);
      expect(fatesOf(report)).toMatchObject({ "about what is no holding": 1 });
      expect(report.warnings).toContain(
        `interests left out, which tell of no holding or are told elsewhere: ${type} (1)`,
      );
    },
  );

  it.each([
    { reason: "noBeneficialOwners" },
    { reason: "subjectExemptFromDisclosure" },
    { reason: "unknown", description: "nobody says" },
  ])(
    "about a party that is not specified (%j) say that it is not known, never that there is none",
    async (party) => {
      await importAll([entity("e-acme"), relationship("e-acme", party, [])]);
      expect(stored()).toEqual(["acme < ? equity -..- .."]);
    },
  );

  it("have periods: an interest has ceased on its end date", async () => {
    const dates = { startDate: "2020-01-01", endDate: "2025-01-01" };
    await importAll(held([interest("shareholding", { exact: 30 }, dates)]));
    expect(stored()).toEqual(["acme < p-1 equity 0.3..0.3 2020-01-01..2024-12-31"]);
  });

  it("with several interests of a kind tell at least the largest, and at most the sum, day by day", async () => {
    await importAll(
      held([
        interest("shareholding", { exact: 50 }, { startDate: "2017-11-01" }),
        interest("shareholding", { exact: 10 }, { startDate: "2019-05-01", endDate: "2020-05-01" }),
      ]),
    );
    expect(stored()).toEqual([
      "acme < p-1 equity 0.5..0.5 2017-11-01..2019-04-30",
      "acme < p-1 equity 0.5..0.5 2020-05-01..",
      "acme < p-1 equity 0.5..0.6 2019-05-01..2020-04-30",
    ]);
  });

  it("that contradict each other leave all that any of them says", async () => {
    await importAll([
      ...held([interest("shareholding", { exact: 40 })]),
      relationship("e-acme", "p-1", [interest("shareholding", { exact: 60 })]),
    ]);
    expect(stored()).toEqual(["acme < p-1 equity 0.4..0.6 .."]);
  });

  it("about an indirect interest are left out where its parts are told, which are taken", async () => {
    const report = await importAll([
      entity("e-acme"),
      entity("e-mid", { isComponent: true, jurisdiction: { name: "Hong Kong", code: "HK" } }),
      person("p-1", "CN"),
      relationship("e-acme", "e-mid", [interest("shareholding", { exact: 50 })], {
        details: { isComponent: true },
      }),
      relationship("e-mid", "p-1", [interest("shareholding", { exact: 100 })], {
        details: { isComponent: true },
      }),
      relationship(
        "e-acme",
        "p-1",
        [interest("shareholding", { exact: 50 }, { directOrIndirect: "indirect" })],
        { details: { componentRecords: ["e-mid", "r-a", "r-b"] } },
      ),
    ]);
    expect(stored()).toEqual(["acme < e-mid equity 0.5..0.5 ..", "e-mid < p-1 equity 1..- .."]);
    expect(fatesOf(report)).toEqual({ "indirect ones, told by their parts": 1 });
    expect(world.suppliers.get("e-mid")).toMatchObject({ name: "Company e-mid", country: "HK" });
  });

  it("that are closed leave, and later statements of a record stand instead of earlier ones", async () => {
    const first = relationship("e-acme", "p-1", [interest("shareholding", { exact: 30 })]);
    const again = (exact: number, more: BodsStatement) => ({
      ...relationship("e-acme", "p-1", [interest("shareholding", { exact })], more),
      recordId: first.recordId,
    });
    const [acme, holder] = held([]);
    const newer = again(40, { recordStatus: "updated", statementDate: "2026-05-20" });
    const report = await importAll([acme, holder, newer, first] as BodsStatement[]);
    expect(stored()).toEqual(["acme < p-1 equity 0.4..0.4 .."]);
    expect(fatesOf(report)).toEqual({ "older statements of the same record": 1 });
    const closed = again(40, { recordStatus: "closed", statementDate: "2026-06-01" });
    const later = await importAll([acme, holder, newer, closed] as BodsStatement[], true);
    expect(fatesOf(later)).toMatchObject({ "closed records": 1 });
  });

  it("about others are counted, and not checked", async () => {
    const report = await importAll([
      ...held([interest("shareholding", { exact: 30 })]),
      entity("e-other"),
      relationship("e-other", "p-1", [interest("shareholding", { exact: 300 })]),
    ]);
    expect(report).toMatchObject({ rejected: 0 });
    expect(fatesOf(report)).toEqual({ "of companies that are neither your suppliers nor above them": 2 });
  });

  it.each([
    [interest("shareholding", { exact: 300 }), "recordDetails.interests.0.share.exact", /between 0 and 100/],
    [
      interest("shareholding", { minimum: 60, maximum: 50 }),
      "recordDetails.interests.0.share",
      /minimum above/,
    ],
    [
      interest("shareholding", { exact: 1 }, { startDate: "2020" }),
      "recordDetails.interests.0.startDate",
      /a day/,
    ],
    [
      interest("shareholding", { exact: 1 }, { startDate: "2020-02-01", endDate: "2020-01-01" }),
      "recordDetails.interests.0.endDate",
      /before startDate/,
    ],
  ])("with %j are refused, told by field and remembered", async (one, column, reason) => {
    const report = await importAll(held([one]));
    expect(report).toMatchObject({ rejected: 1, rejections: [{ column }] });
    expect(report.rejections[0]?.reason).toMatch(reason);
    expect(report.owners.files[0]).toMatchObject({ read: 3, refused: 1 });
    expect([...world.refusals.values()]).toMatchObject([{ kind: "holdings", rows: 1, of: null }]);
  });

  it("are taken anew without a change, and replaced by a newer file of the publisher", async () => {
    const all = [
      entity("e-acme"),
      entity("e-top"),
      relationship("e-acme", "e-top", [interest("shareholding", { exact: 60 })]),
    ];
    await importAll(all);
    expect(stored()).toEqual(["acme < e-top equity 0.6..0.6 ..", "e-top < ? equity -..- .."]);
    expect(await importAll(all, true)).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 2 });
    expect(await importAll(held([interest("shareholding", { exact: 60 })]), true)).toMatchObject({
      removed: 2,
    });
    expect(stored()).toEqual(["acme < p-1 equity 0.6..0.6 .."]);
  });
});

describe("parties of BODS", () => {
  it("are suppliers by their record, by an identifier with its scheme, or by an LEI", async () => {
    const lei = leiOf("acme");
    const identifiers = [
      { scheme: "GB-COH", id: "01234567" },
      { scheme: "XI-LEI", id: lei },
    ];
    const all = [
      entity("e-1", { identifiers }),
      person("p-1"),
      relationship("e-1", "p-1", [interest("shareholding", { exact: 60 })]),
    ];
    for (const id of ["e-1", "GB-COH:01234567", lei]) {
      world.holdings.clear();
      await importBods({ world, statements: all, ids: `supplierId,id\nacme,${id}\n` });
      expect(stored()).toEqual(["acme < p-1 equity 0.6..0.6 .."]);
    }
    world.suppliers.set(lei, supplierOf({ supplierId: lei }));
    world.holdings.clear();
    const { owners } = await importBods({ world, statements: all });
    expect(stored()).toEqual([`${lei} < p-1 equity 0.6..0.6 ..`]);
    expect(owners.matched).toMatchObject({ withId: 2, found: 2, missing: [] });
  });

  it("of two records with one identifier are one company", async () => {
    const identifiers = [{ scheme: "TZ-CRA", id: "118" }];
    await importAll([
      entity("e-acme"),
      entity("e-beta-1", { identifiers }),
      entity("e-beta-2", { identifiers }),
      person("p-1"),
      relationship("e-acme", "e-beta-1", [interest("shareholding", { exact: 60 })]),
      relationship("e-beta-2", "p-1", [interest("shareholding", { exact: 70 })]),
    ]);
    expect(stored()).toEqual(["TZ-CRA:118 < p-1 equity 0.7..0.7 ..", "acme < TZ-CRA:118 equity 0.6..0.6 .."]);
  });

  it("that are persons are stored by their record and nationality, without their name", async () => {
    await importAll(held([interest("shareholding", { exact: 60 })]));
    expect(world.suppliers.get("p-1")).toMatchObject({
      name: "a person (p-1)",
      country: "CN",
      parentId: null,
    });
    expect(JSON.stringify([...world.suppliers.values()])).not.toContain("Example Person");
  });

  it("that are not known get no supplier row, so that anybody may be behind them", async () => {
    const unknown = entity("e-x", { entityType: { type: "unknownEntity" } });
    await importAll([
      entity("e-acme"),
      unknown,
      relationship("e-acme", "e-x", [interest("shareholding", { exact: 60 })]),
    ]);
    expect(stored()).toEqual(["acme < e-x equity 0.6..0.6 .."]);
    expect(world.suppliers.has("e-x")).toBe(false);
  });
});

describe("files of BODS", () => {
  const all = held([interest("shareholding", { exact: 60 })]);
  const lines = `\uFEFF${all.map((one) => JSON.stringify(one)).join("\r\n")}\r\n`;
  it.each([
    ["a JSON array", JSON.stringify(all)],
    ["JSON lines", lines],
    ["packed with gzip", gzipSync(lines)],
    ["UTF-16", Buffer.from(lines, "utf16le")],
    ["no statement", "[]"],
  ])("may be %s", async (_, content) => {
    const report = await importAll(content);
    expect(report.rejected).toBe(0);
    expect(stored()).toHaveLength(content === "[]" ? 0 : 1);
  });

  it.each([
    [
      "supplierId,id\n",
      /^is a table, and import bods reads the JSON of BODS 0.4: for a table of your own use import suggest/,
    ],
    ["", /^is empty$/],
    ["statement", /^is not JSON: it begins with "statement", and import bods reads the JSON of BODS 0.4$/],
    [JSON.stringify(all).slice(0, -1), /ends within its statements: it was cut off/],
    [JSON.stringify(all).slice(0, -5), /ends within its statements: it was cut off/],
    ['[{"statementType":"entityStatement"}]', /is BODS of an older version: convert it to 0.4/],
    [
      JSON.stringify([entity("e", {}, { publicationDetails: { bodsVersion: "0.3" } })]),
      /is BODS 0.3: convert/,
    ],
    [Buffer.from([0x5b, 0xff, 0xfe]), /is not UTF-8 text/],
  ])("that are no BODS 0.4 are refused in one sentence", async (content, sentence) => {
    await expect(importAll(content)).rejects.toThrow(sentence);
    expect(world.holdings.size).toBe(0);
  });

  it("with a statement that cannot be read take the others", async () => {
    const report = await importAll(`${lines}{"recordId": }\n{"recordId":"x"}\n`);
    expect(report).toMatchObject({ rejected: 2, rows: 1 });
    expect(report.rejections.map(({ line }) => line)).toEqual([4, 5]);
    expect(report.rejections[0]?.reason).toBe('is not JSON: a value is missing before "}"');
  });
});
