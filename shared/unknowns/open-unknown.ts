import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import { type Facet, facetKey } from "../supply/facet-totals.ts";
import type { Scope } from "../supply/scope.ts";
import type { Amount } from "../values/amount.ts";
import type { Interval } from "../values/interval.ts";
import { shareOf } from "../values/ratio.ts";
import { type AskedQuestion, behindSeller, originOfGoods } from "./seller-question.ts";
import { createQuestionList, mayLeaveOpen, type OpenValue, type Unknown } from "./unknown.ts";

/**
 * The share whose key is not known, as it depends on what is not known: it falls with every answer, whatever that is. The scope
 * must have exposure.
 */
export function openUnknown({ cells, optional, total }: Scope, facet: Facet): OpenValue {
  const list = createQuestionList<Amount>();
  const all = { certain: 0, optional: 0 };
  const ask = facet === "origin" ? originOfGoods : behindSeller;
  addUnknown(cells, "certain");
  addUnknown(optional, "optional");
  if (optional.length > 0) list.add(null, "program", { certain: 0, optional: 0 });
  const known = optional.reduce((sum, { exposure }) => sum + exposure, 0) - all.optional;

  const valueWithout = (answered: readonly Unknown[]): Interval => {
    let { certain, optional } = all;
    for (const amount of answered.flatMap(list.about)) {
      certain -= amount.certain;
      optional -= amount.optional;
    }
    return {
      lower: shareOf(certain, total + known + all.optional - optional),
      upper: shareOf(certain + optional, total + optional),
    };
  };
  const tellsProgram = (answered: readonly Unknown[]) => answered.some(({ asked }) => asked === null);
  return {
    now: valueWithout([]),
    unknowns: list.unknowns(),
    ifSmallest(answered) {
      const { lower, upper } = valueWithout(answered);
      return { lower, upper: tellsProgram(answered) ? lower : upper };
    },
    ifLargest(answered) {
      const { lower, upper } = valueWithout(answered);
      return { lower: tellsProgram(answered) ? upper : lower, upper };
    },
    narrowed(answered) {
      const now = valueWithout([]);
      const { lower, upper } = valueWithout(answered);
      const most = now.upper - (tellsProgram(answered) ? lower : upper);
      const mayBeNone = (optional.length > 0 && tellsProgram(answered)) || answered.some(mayLeaveOpen);
      return { lower: mayBeNone ? 0 : most, upper: most };
    },
    mostMoved(unknown) {
      if (unknown.asked === null && optional.length > 0) return 1;
      const sum = list.about(unknown).reduce((most, one) => most + one.certain + one.optional, 0);
      return Math.min(1, sum / total);
    },
  };

  function addUnknown(some: readonly AffiliatedCell[], as: keyof Amount): void {
    for (const cell of some) {
      if (facetKey(facet, cell) !== null) continue;
      all[as] += cell.exposure;
      const { asked, question }: AskedQuestion = ask(cell);
      list.add(asked, question, { certain: 0, optional: 0, [as]: cell.exposure });
    }
  }
}
