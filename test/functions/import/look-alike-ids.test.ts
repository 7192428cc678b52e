import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { lookAlikes } from "../../../functions/import/tables/look-alike-ids.ts";
import { idSkeleton } from "../../../shared/values/id-skeleton.ts";
import { cases } from "../../support/cases.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";

describe("two ids", () => {
  it.each([
    ["NFC and NFD", "\u00c9nergie", "E\u0301nergie"],
    ["capitals", "Catl", "CATL"],
    ["a zero-width space", "ca\u200btl", "catl"],
    ["a mark of direction", "catl\u202e", "catl"],
    ["a Cyrillic letter", "\u0441atl", "catl"],
    ["Cyrillic capitals", "\u0421\u0410TL", "catl"],
    ["a Greek letter", "\u03bfpel", "opel"],
    ["full width", "ｃａｔｌ", "catl"],
    ["another hyphen", "eve\u2011energy", "eve-energy"],
    ["another blank", "eve\u00a0energy", "eve energy"],
    ["a digit for a letter", "BYD-O1", "byd-0l"],
  ])("that differ by %s look alike", (_what, one, two) => {
    expect(idSkeleton(one)).toBe(idSkeleton(two));
  });

  it.each([
    ["P-1", "P-2"],
    ["énergie", "energie"],
    ["catl", "cat-l"],
    ["lg", "ig"],
    ["strasse", "straße"],
  ])("%s and %s do not", (one, two) => {
    expect(idSkeleton(one)).not.toBe(idSkeleton(two));
  });
});

describe("an id of plain characters", () => {
  it("has the skeleton that it has with a letter that is nobody's, which no short cut is for", () => {
    const plain = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(plain, (id) => {
        expect(idSkeleton(id)).toBe(idSkeleton(`${id}\u00e9`).slice(0, -1));
      }),
      cases(500),
    );
  });
});

describe("a warning", () => {
  it("names both, where the other stands, and letters that nobody tells apart", () => {
    expect(lookAlikes("supplierId", ["Catl", "\u0441atl", "byd"], ["catl", "byd", "BYD1"])).toEqual([
      'supplierId "Catl" looks like "catl", which is stored already: if they are one, write one of them everywhere',
      'supplierId "\u0441atl" (with U+0441) looks like "catl", which is stored already: if they are one, write one of them everywhere',
    ]);
  });

  it("is not given for two LEIs, whose digits check them, but for one that is misspelt", () => {
    const [one, two] = ["549300L1RL0000000049", "54930011RL0000000049"];
    expect(lookAlikes("supplierId", [one, two], [])).toEqual([]);
    expect(lookAlikes("supplierId", [one], [two])).toEqual([]);
    expect(lookAlikes("supplierId", [one, one.toLowerCase()], [])).toHaveLength(1);
  });

  it("is not given for an id that is stored already", () => {
    expect(lookAlikes("supplierId", ["catl"], ["catl"])).toEqual([]);
  });

  it("is the same as when every id is compared with each before it", () => {
    const id = fc.string({ unit: fc.constantFrom(..."aAO0lI1|-\u0430\u00e9"), minLength: 1, maxLength: 3 });
    const ids = fc.uniqueArray(id, { maxLength: 40 });
    fc.assert(
      fc.property(ids, ids, (fresh, stored) => {
        expect(lookAlikes("supplierId", fresh, stored)).toEqual(plainLookAlikes(fresh, stored));
      }),
      cases(300),
    );
  });

  it("is given ten times at most, and then counts", () => {
    const ids = Array.from({ length: 20 }, (_, at) => [`id-x${at}x`, `ID-X${at}X`]).flat();
    const told = lookAlikes("program of ai", ids, []);
    expect(told).toHaveLength(11);
    expect(told.at(-1)).toBe("and 10 more of program of ai look alike");
  });
});

/** The slow, obvious way, in texts of ids without letters that need a mark. */
function plainLookAlikes(fresh: string[], stored: string[]): string[] {
  const known = stored.filter((id) => !fresh.includes(id)).map((id) => ({ id, where: "is stored already" }));
  const found: string[] = [];
  for (const [at, id] of fresh.entries()) {
    const before = fresh.slice(0, at).map((one) => ({ id: one, where: "stands in the same file" }));
    const other =
      known.findLast((one) => idSkeleton(one.id) === idSkeleton(id)) ??
      before.find((one) => idSkeleton(one.id) === idSkeleton(id));
    if (other !== undefined) found.push(...lookAlikeText(id, other));
  }
  return found.length <= 10
    ? found
    : [...found.slice(0, 10), `and ${found.length - 10} more of supplierId look alike`];
}

function lookAlikeText(id: string, { id: other, where }: { id: string; where: string }): string[] {
  const marked = (one: string, than: string) => {
    const odd = [...new Set(one)].filter((letter) => !than.includes(letter) && letter > "~");
    const codes = odd.map(
      (letter) => `U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
    );
    return odd.length === 0 ? `"${one}"` : `"${one}" (with ${codes.join(", ")})`;
  };
  const two = `${marked(id, other)} looks like ${marked(other, id)}`;
  return [`supplierId ${two}, which ${where}: if they are one, write one of them everywhere`];
}

describe("an import", () => {
  const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists";
  async function put(world: ObjectImportWorld, key: string, ...lines: string[]) {
    world.objects.set(key, `${lines.join("\n")}\n`);
    const [result] = await importObjects([{ bucket: BUCKET, key }], world.ports);
    return (result?.report?.warnings ?? []).filter((warning) => warning.includes("looks like"));
  }

  it("warns of suppliers that look like a stored one, once: not of the same file again", async () => {
    const world = objectImportWorld();
    expect(await put(world, "suppliers/a.csv", SUPPLIERS, "catl,CATL,CN,,,ndaa-154;1260h")).toEqual([]);
    const twin = [SUPPLIERS, "Catl,CATL,CN,,,ndaa-154;1260h"];
    expect(await put(world, "suppliers/b.csv", ...twin)).toEqual([
      'supplierId "Catl" looks like "catl", which is stored already: if they are one, write one of them everywhere',
    ]);
    expect(await put(world, "suppliers/b.csv", ...twin)).toEqual([]);
  });

  it("warns of suppliers of positions that have no row and look like one that has", async () => {
    const world = objectImportWorld();
    await put(world, "suppliers/a.csv", SUPPLIERS, "catl,CATL,CN,,,ndaa-154;1260h");
    expect(
      await put(world, "positions/a.csv", POSITION_COLUMNS, "P,ai,c\u0430tl,bess,CN,1,2026-07-01,,x"),
    ).toEqual([
      'supplierId "c\u0430tl" (with U+0430) looks like "catl", which is stored already: if they are one, write one of them everywhere',
    ]);
  });

  it("warns of positions and programs of one file that look alike", async () => {
    const row = (id: string, program: string) => `${id},ai,,bess,CN,1,2026-07-01,${program},x`;
    expect(
      await put(
        objectImportWorld(),
        "positions/a.csv",
        POSITION_COLUMNS,
        row("P-l", "IAD"),
        row("p-1", "iad"),
      ),
    ).toEqual([
      expect.stringMatching(/^positionId of ai "p-1" looks like "P-l", which stands in the same file/),
      expect.stringMatching(/^program of ai "iad" looks like "IAD", which stands in the same file/),
    ]);
  });

  it("takes NFD for NFC: one supplier, and one position", async () => {
    const world = objectImportWorld();
    await put(world, "suppliers/a.csv", SUPPLIERS, "E\u0301,A,CN,,,", "\u00c9,A,CN,,,");
    expect([...world.suppliers.keys()]).toEqual(["\u00c9"]);
  });

  it("warns of a position that an import before stored with decomposed letters", async () => {
    const world = objectImportWorld();
    const line = "\u00c9-1,ai,,bess,CN,1,2026-07-01,,x";
    await put(world, "positions/a.csv", POSITION_COLUMNS, line);
    const [stored] = [...world.positions.values()];
    if (stored === undefined) throw new Error("nothing was stored");
    world.positions.clear();
    world.positions.set("ai E\u0301-1", { ...stored, positionId: "E\u0301-1" });
    expect(await put(world, "positions/a.csv", POSITION_COLUMNS, line)).toEqual([
      expect.stringMatching(
        /^positionId of ai ".*" \(with U\+00C9\) looks like ".*" \(with U\+0301\), which is/,
      ),
    ]);
  });
});
