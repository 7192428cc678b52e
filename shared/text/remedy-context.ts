import type { ItemOf } from "../policy/item-names.ts";
import type { Measure } from "../policy/measure.ts";
import type { Unit } from "../values/exposure.ts";
import type { NameOf } from "./key-name.ts";

/** What the sentences about a remedy need. */
export interface RemedyContext {
  measure: Measure;
  /** The side of its limits that is bad. */
  side: "above" | "below";
  /** What readers call the item or program of the rule; `null` for the whole sector. */
  group: string | null;
  by: "item" | "program" | undefined;
  unit: Unit;
  /** How many times its present exposure a known taker may hold. */
  growth: number;
  /** Whether a supplier without declared inputs counts as safe. */
  trustsUnmapped: boolean;
  nameOf: NameOf;
  itemOf: ItemOf;
}
