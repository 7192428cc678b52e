import * as z from "zod";
import { type Holding, holdingKinds, holdingSchema } from "../../../shared/supply/holding.ts";
import { identifierSchema } from "../../../shared/values/identifier.ts";
import { orUnknown, pointedDayFieldSchema } from "./fields.ts";
import { fractionFieldSchema } from "./fraction.ts";
import { anyForm, readNative } from "./native-rows.ts";
import type { ReadRow } from "./row.ts";

const KINDS = `must be ${holdingKinds.slice(0, -1).join(", ")} or ${holdingKinds.at(-1)}`;

// Also where another field is wrong: every reason of a row is told.
const always = () => true;

const holdingRowSchema: z.ZodType<Holding> = z
  .object({
    supplierId: identifierSchema,
    holderId: orUnknown(identifierSchema),
    minShare: orUnknown(fractionFieldSchema),
    maxShare: orUnknown(fractionFieldSchema),
    kind: z.enum(holdingKinds, KINDS),
    from: orUnknown(pointedDayFieldSchema),
    to: orUnknown(pointedDayFieldSchema),
    source: orUnknown(holdingSchema.shape.source.unwrap()),
  })
  .refine(({ supplierId, holderId }) => holderId !== supplierId, {
    path: ["holderId"],
    error: "is the supplier itself",
    when: always,
  })
  .refine(({ minShare, maxShare }) => !isAbove(minShare, maxShare), {
    path: ["maxShare"],
    error: "is less than minShare",
    when: always,
  })
  .refine(({ from, to }) => !isAbove(from, to), { path: ["to"], error: "is before from", when: always })
  .refine(({ holderId, minShare }) => holderId !== null || !isAbove(minShare, 0), {
    path: ["minShare"],
    error: "must be empty where no holder is named: what is not named is unknown",
    when: always,
  });

/** Whether both are given and the first is greater. Fields that are wrong themselves are told for that. */
function isAbove<Value extends number | string>(least: unknown, most: Value | null): boolean {
  return typeof least === typeof most && most !== null && (least as Value) > most;
}

/** Reads a holdings file. */
export function readHoldings(
  source: AsyncIterable<Uint8Array>,
  reading = anyForm,
): AsyncGenerator<ReadRow<Holding>> {
  const columns = ["supplierId", "holderId", "minShare", "maxShare", "kind", "from", "to", "source"];
  const schemaOf = () => holdingRowSchema;
  const answers = ["holderId", "minShare", "maxShare"];
  return readNative(source, { columns, days: ["from", "to"], answers, schemaOf }, reading);
}
