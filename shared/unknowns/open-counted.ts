import type { Sides } from "../measures/counted-share.ts";
import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import type { Bound } from "../values/interval.ts";
import { shareOf } from "../values/ratio.ts";
import { type AskedQuestion, originOfGoods } from "./seller-question.ts";
import {
  createQuestionList,
  mayLeaveOpen,
  type OpenValue,
  type QuestionList,
  type Unknown,
} from "./unknown.ts";

/** Exposure in minor units that counts or not, and who can say so: each of them alone can say that it counts. */
interface Part {
  asked: ReadonlySet<string | null>;
  certain: number;
  optional: number;
}

/** The exposure of a scope that certainly counts, and that which may. */
interface Counted {
  certain: number;
  optional: number;
  parts: readonly Part[];
}

/**
 * The share of exposure that counts, as it depends on what is not known. `askedOf` says who can be asked about a seller that may
 * count. The scope must have exposure.
 */
export function openCounted(
  scope: Scope,
  sides: Sides,
  askedOf: (cell: AffiliatedCell) => AskedQuestion,
): OpenValue {
  const list = createQuestionList<Part>();
  const counted = countedIn(scope, sides, askedOf, list);
  const hasOptional = scope.optional.length > 0;
  if (hasOptional) list.add(null, "program", { asked: new Set([null]), certain: 0, optional: 0 });
  const share = (bound: Bound, answered: readonly Unknown[]) => shareWith(scope, counted, bound, answered);
  const now = { lower: share("lower", []), upper: share("upper", []) };
  return {
    now,
    unknowns: list.unknowns(),
    ifSmallest: (answered) => ({ ...now, upper: share("upper", answered) }),
    ifLargest: (answered) => ({ ...now, lower: share("lower", answered) }),
    narrowed(answered) {
      const moved = [now.upper - share("upper", answered), share("lower", answered) - now.lower];
      return { lower: answered.some(mayLeaveOpen) ? 0 : Math.min(...moved), upper: Math.max(...moved) };
    },
    mostMoved(unknown) {
      // Which exposure belongs to the scope may change anything.
      if (unknown.asked === null && hasOptional) return 1;
      const parts = new Set(list.about(unknown));
      return Math.min(1, (sumOf(parts, "certain") + sumOf(parts, "optional")) / scope.total);
    },
  };
}

function countedIn(
  { cells, optional }: Scope,
  { seller, origin }: Sides,
  askedOf: (cell: AffiliatedCell) => AskedQuestion,
  list: QuestionList<Part>,
): Counted {
  const sure = { certain: 0, optional: 0 };
  const parts = new Map<string, Part>();
  const add = (cell: AffiliatedCell, as: "certain" | "optional") => {
    const [sold, made] = [seller(cell), origin(cell)];
    if (sold === "yes" || made === "yes") sure[as] += cell.exposure;
    else {
      const asked = [
        ...(sold === "maybe" ? [askedOf(cell)] : []),
        ...(made === "maybe" ? [originOfGoods(cell)] : []),
      ];
      const key = JSON.stringify(asked);
      const part = parts.get(key) ?? {
        asked: new Set(asked.map((one) => one.asked)),
        certain: 0,
        optional: 0,
      };
      if (!parts.has(key)) for (const one of asked) list.add(one.asked, one.question, part);
      part[as] += cell.exposure;
      parts.set(key, part);
    }
  };
  for (const cell of cells) add(cell, "certain");
  for (const cell of optional) add(cell, "optional");
  return { ...sure, parts: [...parts.values()] };
}

/** A bound of the share, when what these answered counts as in the other bound. */
function shareWith(
  { total, optional }: Scope,
  sure: Counted,
  bound: Bound,
  answered: readonly Unknown[],
): number {
  const switched = new Set(answered.map(({ asked }) => asked));
  const countsFor = (asked: string | null) => (bound === "upper") !== switched.has(asked);
  const parts = sure.parts.filter(({ asked }) => [...asked].some(countsFor));
  const counted = sure.certain + sumOf(parts, "certain");
  const countedOptional = sure.optional + sumOf(parts, "optional");
  // What belongs to the scope or not is for one's own buyers to say: what counts raises the share, the rest dilutes it.
  if (countsFor(null)) return shareOf(counted + countedOptional, total + countedOptional);
  const all = optional.reduce((sum, { exposure }) => sum + exposure, 0);
  return shareOf(counted, total + all - countedOptional);
}

function sumOf(parts: Iterable<Part>, as: "certain" | "optional"): number {
  let sum = 0;
  for (const part of parts) sum += part[as];
  return sum;
}
