import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import { type Facet, facetKey } from "../supply/facet-totals.ts";
import type { Scope } from "../supply/scope.ts";
import { type Amount, addAmounts, NO_AMOUNT } from "../values/amount.ts";
import type { Interval } from "../values/interval.ts";
import { shareOf } from "../values/ratio.ts";
import { type OfGroup, sumAfterAnswers } from "./answer-sums.ts";
import {
  askAboutGroup,
  findOpenGroups,
  groupAskedAlone,
  highestFirst,
  type OpenGroup,
} from "./open-group.ts";
import { behindSeller, originOfGoods } from "./seller-question.ts";
import { askedOf, createQuestionList, type OpenValue, type Unknown } from "./unknown.ts";

// A key that nobody is known to have.
const NEW_KEY = "\u0000new";

/** Exposure of one group, in minor units, whose key is not known. */
interface Part extends Amount, OfGroup {}

/**
 * The share whose key is not known, as it depends on what is not known: it falls by what the answers make known. The scope must have
 * exposure.
 */
export function openUnknown({ cells, optional, total }: Scope, facet: Facet): OpenValue {
  const parts = partsOf(
    [
      [cells, "certain"],
      [optional, "optional"],
    ],
    facet,
  );
  const list = createQuestionList<Part>();
  for (const part of parts) askAboutGroup(part.group, part, list);
  if (optional.length > 0) list.add(null, "program", { group: "", ...NO_AMOUNT });
  const all = parts.reduce(addAmounts, NO_AMOUNT);
  const known = optional.reduce((sum, { exposure }) => sum + exposure, 0) - all.optional;
  const keys = keysOf(parts, facet);

  const valueWithout = (told: Amount): Interval => {
    const left = all.optional - told.optional;
    return {
      lower: shareOf(all.certain - told.certain, total + known + told.optional),
      upper: shareOf(all.certain - told.certain + left, total + left),
    };
  };
  const toldBy = (answered: readonly Unknown[], wanted: "most" | "least"): Amount => {
    const asked = askedOf(answered);
    const sum = (as: keyof Amount) =>
      sumAfterAnswers([...new Set(answered.flatMap(list.about))], {
        ...{ asked, keys, wanted },
        worth: (part, status) => (status === null ? 0 : part[as]),
      });
    return { certain: sum("certain"), optional: sum("optional") };
  };
  const tellsProgram = (answered: readonly Unknown[]) => optional.length > 0 && askedOf(answered).has(null);
  const now = valueWithout(NO_AMOUNT);
  return {
    now,
    unknowns: list.unknowns(),
    ifSmallest(answered) {
      const { lower, upper } = valueWithout(toldBy(answered, "most"));
      return { lower, upper: tellsProgram(answered) ? lower : upper };
    },
    ifLargest(answered) {
      const { lower, upper } = valueWithout(toldBy(answered, "least"));
      return { lower: tellsProgram(answered) ? upper : lower, upper };
    },
    narrowed(answered) {
      const { lower, upper } = valueWithout(toldBy(answered, "most"));
      const least = now.upper - valueWithout(toldBy(answered, "least")).upper;
      const mayBeNone = tellsProgram(answered);
      return { lower: mayBeNone ? 0 : least, upper: now.upper - (mayBeNone ? lower : upper) };
    },
    mostMoved(unknown) {
      if (unknown.asked === null && optional.length > 0) return 1;
      const { certain, optional: other } = list.about(unknown).reduce<Amount>(addAmounts, NO_AMOUNT);
      return Math.min(1, (certain + other) / total);
    },
  };
}

function partsOf(all: readonly (readonly [readonly AffiliatedCell[], keyof Amount])[], facet: Facet): Part[] {
  const parts = new Map<OpenGroup | string, Part>();
  const groupOf = groupFinder(facet);
  for (const [cells, as] of all) {
    for (const cell of cells) {
      if (facetKey(facet, cell) !== null) continue;
      const group = groupOf(cell);
      const part = parts.get(group) ?? { group, ...NO_AMOUNT };
      part[as] += cell.exposure;
      parts.set(group, part);
    }
  }
  return [...parts.values()];
}

/** Finds who can say which key the exposure of a cell has. */
function groupFinder(facet: Facet): (cell: AffiliatedCell) => OpenGroup | string {
  const alone = new Map<string | null, OpenGroup>();
  const behindSellers = findOpenGroups<AffiliatedCell>((affiliation, cell) =>
    facetKey(facet, { ...cell, affiliation }),
  );
  return (cell) => {
    const { supplierId, affiliation } = cell;
    if (facet !== "origin" && supplierId !== null) return behindSellers(affiliation, cell);
    const group =
      alone.get(supplierId) ?? groupAskedAlone((facet === "origin" ? originOfGoods : behindSeller)(cell));
    alone.set(supplierId, group);
    return group;
  };
}

/** The keys that answers may name. Another one makes known what one of these does: no group below has it. */
function keysOf(parts: readonly Part[], facet: Facet): string[] {
  if (facet !== "control") return [NEW_KEY];
  const own = highestFirst(parts.map(({ group }) => group)).flatMap((one) => one.own ?? []);
  return [NEW_KEY, ...new Set(own)];
}
