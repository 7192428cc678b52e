import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Mutant } from "./mutants.ts";

const equivalentSchema = z.strictObject({
  module: z.string(),
  /** The line that the mutant begins on, without the white space around it. */
  text: z.string(),
  original: z.string(),
  replacement: z.string(),
  /** Why no test can tell the two apart, or why none has to. */
  reason: z.string().min(20),
});

/** A mutant that does the same as the code, for any input that it can get. */
export type Equivalent = z.infer<typeof equivalentSchema>;

export function readEquivalents(): Equivalent[] {
  const text = readFileSync(new URL("equivalents.json", import.meta.url), "utf8");
  return z.array(equivalentSchema).parse(JSON.parse(text));
}

export function isOf(equivalent: Equivalent, mutant: Mutant): boolean {
  return (["module", "text", "original", "replacement"] as const).every(
    (field) => equivalent[field] === mutant[field],
  );
}
