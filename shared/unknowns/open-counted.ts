import type { Sides } from "../measures/counted-share.ts";
import type { Scope } from "../supply/scope.ts";
import { addAmounts, NO_AMOUNT } from "../values/amount.ts";
import { countedBounds, narrowedByAnswers, settledAs } from "./counted-bounds.ts";
import { type AskedAbout, type CountedPart, countedParts } from "./counted-parts.ts";
import { isToldByOthersAlone } from "./open-group.ts";
import { askedOf, type OpenValue, type Unknown } from "./unknown.ts";

/** The share of exposure that counts, as it depends on what is not known. The scope must have exposure. */
export function openCounted(scope: Scope, sides: Sides, about: AskedAbout): OpenValue {
  const counted = countedParts(scope, sides, about);
  const { list } = counted;
  const hasOptional = scope.optional.length > 0;
  if (hasOptional) list.add(null, "program", { group: "no", ...NO_AMOUNT });
  const unknowns = list.unknowns();
  const bounds = countedBounds(scope, counted);
  const now = { lower: bounds.lowerWith(NO_AMOUNT), upper: bounds.upperWithout(NO_AMOUNT) };
  const tellsProgram = (answered: readonly Unknown[]) => hasOptional && askedOf(answered).has(null);
  const smallest = (answered: readonly Unknown[]) => {
    const out = settledAs("no", partsOf(answered), askedOf(answered));
    return tellsProgram(answered) ? bounds.leastWithout(out) : bounds.upperWithout(out);
  };
  const largest = (answered: readonly Unknown[]) => {
    const counting = settledAs("yes", partsOf(answered), askedOf(answered));
    return tellsProgram(answered) ? bounds.mostWith(counting) : bounds.lowerWith(counting);
  };
  return {
    now,
    unknowns,
    ifSmallest: (answered) => ({ ...now, upper: smallest(answered) }),
    ifLargest: (answered) => ({ ...now, lower: largest(answered) }),
    narrowed(answered) {
      const width = now.upper - now.lower;
      if (answered.length === unknowns.length) return { lower: width, upper: width };
      if (!tellsProgram(answered)) return narrowedByAnswers(partsOf(answered), askedOf(answered), bounds);
      const moved = now.upper - smallest(answered) + largest(answered) - now.lower;
      return { lower: 0, upper: Math.min(width, moved) };
    },
    isReached: (answered) =>
      partsOf(answered).every(({ group }) => !isToldByOthersAlone(group, askedOf(answered))),
    mostMoved(unknown) {
      // Which exposure belongs to the scope may change anything.
      if (unknown.asked === null && hasOptional) return 1;
      const { certain, optional } = partsOf([unknown]).reduce(addAmounts, NO_AMOUNT);
      return Math.min(1, (certain + optional) / scope.total);
    },
  };

  function partsOf(answered: readonly Unknown[]): CountedPart[] {
    return [...new Set(answered.flatMap((one) => list.about(one)))];
  }
}
