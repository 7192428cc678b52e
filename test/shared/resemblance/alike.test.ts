import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alikePairs, yardstickFor } from "../../../shared/resemblance/alike.ts";
import { foldName } from "../../../shared/resemblance/folded-name.ts";
import { resemblanceOf } from "../../../shared/resemblance/resemblance.ts";
import { screener } from "../../../shared/resemblance/screen.ts";
import { everydayWords } from "../../support/everyday-words.ts";

/** The slow, obvious way: every name with every other one. */
function allPairs(names: string[], threshold: number) {
  const folded = names.map(foldName);
  const by = yardstickFor(folded, everydayWords);
  return folded.flatMap((one, a) =>
    folded.flatMap((other, b) => {
      const found = a < b ? resemblanceOf(one, other, by) : null;
      return found !== null && found.score >= threshold ? [{ a, b, ...found }] : [];
    }),
  );
}

const letters = fc.constantFrom(..."aeklmnorstz");
const word = fc.oneof(
  fc.constantFrom(
    "Energy",
    "Tech",
    "Group",
    "Europe",
    "Blue",
    "Apple",
    "Envision",
    "北京",
    "锂能",
    "Limited",
    "S.A.",
    "7",
  ),
  fc.array(letters, { minLength: 2, maxLength: 8 }).map((all) => all.join("")),
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(" "));
/** A name, and the same with a slip, a word more, words joined, or its first letters. */
const variants = fc
  .tuple(name, fc.nat(), fc.constantFrom("slip", "swap", "more", "join", "initials", "none"))
  .map(([one, at, how]) => {
    const place = at % one.length;
    if (how === "slip") return [one, one.slice(0, place) + one.slice(place + 1)];
    if (how === "swap")
      return [one, one.slice(0, place) + (one[place + 1] ?? "") + (one[place] ?? "") + one.slice(place + 2)];
    if (how === "more") return [one, `${one} Power`];
    if (how === "join") return [one, one.replace(" ", "")];
    if (how === "initials")
      return [
        one,
        one
          .split(" ")
          .map((part) => part[0])
          .join(""),
      ];
    return [one];
  });

describe("names that look alike", () => {
  it("are all found, and only these, although not every name is compared with every other one", () => {
    fc.assert(
      fc.property(
        fc.array(variants, { maxLength: 12 }),
        fc.constantFrom(0.3, 0.6, 0.8),
        (groups, threshold) => {
          const names = groups.flat();
          const found = alikePairs(names, threshold, everydayWords).pairs;
          expect(new Set(found.map((pair) => JSON.stringify(pair)))).toEqual(
            new Set(allPairs(names, threshold).map((pair) => JSON.stringify(pair))),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are told with the most alike first", () => {
    const { pairs, crowded } = alikePairs(
      ["Zorvex Power", "Other", "Zorvex Ltd", "ZORVEX"],
      0.8,
      everydayWords,
    );
    expect(crowded).toBe(0);
    expect(pairs.map(({ a, b, score }) => [a, b, score])).toEqual([
      [2, 3, 1],
      [0, 2, 0.92],
      [0, 3, 0.92],
    ]);
  });

  it("a word that very many of them have tells nothing", () => {
    const names = Array.from({ length: 400 }, (_, at) => `Zorvex ${numberWord(at)}`);
    expect(alikePairs(names, 0.5, everydayWords).pairs).toEqual([]);
  });

  it("of one spelling are each told with the first where they are very many", () => {
    const names = Array.from({ length: 400 }, (_, at) => `Zorvex${" ".repeat(at + 1)}Works`);
    const { pairs, crowded } = alikePairs(names, 0.5, everydayWords);
    expect(crowded).toBeGreaterThan(0);
    expect(pairs).toHaveLength(399);
  });
});

/** A word of its own for each number, no two of which are near. */
function numberWord(at: number): string {
  return [...String(at)]
    .map(
      (digit) =>
        ["bakla", "cendi", "difor", "fugam", "golpa", "hurtse", "jamki", "kirvu", "lompe", "mundra"][
          Number(digit)
        ],
    )
    .join("");
}

describe("names that look like those of listed companies", () => {
  const listed = [
    { id: 1, names: ["Zorvex Company, Limited", "Zorvex", "佐维"] },
    { id: 2, names: ["Kalmo Energy Co., Ltd.", "Kalmo"] },
  ];
  it("are found by any of the names, and told by the nearest one", () => {
    const screen = screener(listed, 0.8, everydayWords);
    expect(screen("ZORVEX Europe B.V.")).toMatchObject([
      { listed: { id: 1 }, listedName: "Zorvex Company, Limited", score: 0.95 },
    ]);
    expect(screen("Kalmo Energy Europe")).toMatchObject([
      { listed: { id: 2 }, listedName: "Kalmo Energy Co., Ltd.", score: 0.95 },
    ]);
    expect(screen("佐维有限公司")).toMatchObject([{ listed: { id: 1 }, listedName: "佐维", score: 1 }]);
    expect(screen("Harbor Energy")).toEqual([]);
  });

  it("are the same as by comparing with every name", () => {
    fc.assert(
      fc.property(fc.array(variants, { minLength: 1, maxLength: 6 }), name, (groups, asked) => {
        const all = groups.map((names) => ({ names }));
        const folded = all.flatMap(({ names }) => names.map(foldName));
        const by = yardstickFor(folded, everydayWords);
        const slow = all.flatMap((one) => {
          const scores = one.names.map(
            (other) => resemblanceOf(foldName(asked), foldName(other), by)?.score ?? 0,
          );
          return Math.max(...scores) >= 0.4 ? [[one, Math.max(...scores)]] : [];
        });
        const fast = screener(all, 0.4, everydayWords)(asked).map(({ listed: one, score }) => [one, score]);
        expect(new Set(fast.map((one) => JSON.stringify(one)))).toEqual(
          new Set(slow.map((one) => JSON.stringify(one))),
        );
      }),
      { numRuns: 500 },
    );
  });
});
