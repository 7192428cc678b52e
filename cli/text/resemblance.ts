import type { Misspelt, ResemblanceReason } from "../../shared/resemblance/reason.ts";
import { quoted } from "../../shared/values/parse.ts";

const LONGEST = 60;

/** Why two names look alike, in words. `a` and `b` are how a sentence calls them. */
export function reasonText(reason: ResemblanceReason, { a, b }: { a: string; b: string }): string {
  switch (reason.kind) {
    case "same":
      return "the same apart from legal forms, capitals, accents, punctuation and script";
    case "joined":
      return "the same letters, apart or joined";
    case "reordered":
      return "the same words, joined or in another order";
    case "initials":
      return `${quoted(reason.letters.toUpperCase())} are the first letters of ${reason.of === "a" ? a : b}${reason.isSpelt ? " as it is spoken" : ""}`;
    case "within": {
      const [inner, outer] = reason.whole === "a" ? [a, b] : [b, a];
      return `all of ${inner} stands in ${outer}, which adds ${quoted(reason.more, LONGEST)}${misspeltText(reason.misspelt)}`;
    }
    case "shared": {
      const { words, onlyA, onlyB, misspelt } = reason;
      const only = [
        ...(onlyA === "" ? [] : [`only ${a} has ${quoted(onlyA, LONGEST)}`]),
        ...(onlyB === "" ? [] : [`only ${b} has ${quoted(onlyB, LONGEST)}`]),
      ];
      return `${[`both have ${quoted(words, LONGEST)}`, ...only].join(", ")}${misspeltText(misspelt)}`;
    }
  }
}

function misspeltText(misspelt: readonly Misspelt[]): string {
  return misspelt.map(({ a, b }) => `; ${quoted(a)} is nearly ${quoted(b)}`).join("");
}

/** A score as a text: `0.92`. Two decimals never make it more than it is. */
export function scoreText(score: number): string {
  return (Math.floor(score * 100) / 100).toFixed(2);
}
