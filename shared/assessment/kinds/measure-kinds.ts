import { type ByKind, entryOf, type Measure } from "../../policy/measure.ts";
import { changeKind } from "./change.ts";
import { lookThroughKind } from "./look-through.ts";
import { lossKind } from "./loss.ts";
import type { MeasureKind } from "./measure-kind.ts";
import { scopeKinds } from "./scope-kinds.ts";
import { withinScope } from "./within-scope.ts";

/** Every kind of measure. Facts that do not depend on data are in `policy/measure-facts.ts`. */
const kinds: ByKind<MeasureKind> = {
  hhi: (measure) => withinScope(measure, scopeKinds.hhi(measure)),
  top: (measure) => withinScope(measure, scopeKinds.top(measure)),
  effective: (measure) => withinScope(measure, scopeKinds.effective(measure)),
  unknown: (measure) => withinScope(measure, scopeKinds.unknown(measure)),
  direct: (measure) => withinScope(measure, scopeKinds.direct(measure)),
  influenced: (measure) => withinScope(measure, scopeKinds.influenced(measure)),
  share: (measure) => withinScope(measure, scopeKinds.share(measure)),
  "look-through": lookThroughKind,
  loss: lossKind,
  change: ({ of, days }) => changeKind(kindOf(of), days),
};

/** How a measure is observed, compared, explained and cleared. */
export function kindOf(measure: Measure): MeasureKind {
  return entryOf(kinds, measure);
}
