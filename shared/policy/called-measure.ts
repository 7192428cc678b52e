import { oneLine } from "../values/one-line.ts";
import type { Called } from "./called.ts";
import type { Measure } from "./measure.ts";

/**
 * A measure as it is told: companies that it names have their short names in place of their ids. Only for texts; nothing can be
 * measured by it.
 */
export function calledMeasure(measure: Measure, called: Pick<Called, "names">): Measure {
  if (called.names.size === 0) return measure;
  if (measure.kind === "change")
    return { ...measure, of: calledMeasure(measure.of, called) as typeof measure.of };
  if (measure.kind !== "share" && measure.kind !== "look-through") return measure;
  const { of } = measure;
  const named = (ids: string[]) => ids.map((id) => oneLine(called.names.get(id) ?? id));
  if ("owners" in of) return { ...measure, of: { ...of, owners: named(of.owners) } } as Measure;
  if ("suppliers" in of) return { ...measure, of: { ...of, suppliers: named(of.suppliers) } } as Measure;
  return measure;
}
