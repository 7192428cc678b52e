import * as z from "zod";
import type { Unit } from "../values/exposure.ts";
import { countryCodeSchema, kebabCaseSchema, type SectorId, sectorIdSchema } from "../values/identifier.ts";
import { LONGEST_TEXT, lengthProblem } from "./bounds.ts";
import type { CountAs } from "./count-as.ts";
import { problemsOfCountries } from "./names.ts";
import type { PolicyProblem } from "./problem.ts";

/**
 * The sector that a sector is compared with, such as the imports of a whole country. Compared are the items that both have;
 * with `items`, those that it names, each with the item of the benchmark that it stands beside. Goods made in `originsExcept`
 * are left out of both: imports hold nothing that is made at home. `source` says where the
 * figures of the benchmark come from: messages show it.
 */
export const benchmarkSchema = z.strictObject(
  {
    sector: sectorIdSchema,
    items: z.record(kebabCaseSchema, kebabCaseSchema).optional(),
    originsExcept: z.array(countryCodeSchema).min(1).optional(),
    source: z.string().min(1).meta({ maxLength: LONGEST_TEXT.source }).optional(),
  },
  {
    error: ({ code }) =>
      code === "invalid_type" ? 'must be like {"sector": "us-storage-imports"}' : undefined,
  },
);
export type Benchmark = z.infer<typeof benchmarkSchema>;

/** What is wrong with the benchmark of a sector, whatever the other policies say. */
export function problemsOfBenchmark(
  { sector, items, originsExcept = [], source = "" }: Benchmark,
  own: SectorId,
  countAs: CountAs,
): PolicyProblem[] {
  const length = lengthProblem(source, LONGEST_TEXT.source);
  return [
    ...(sector === own ? [{ path: ["benchmark", "sector"], message: "must be another sector" }] : []),
    ...(items !== undefined && Object.keys(items).length === 0
      ? [{ path: ["benchmark", "items"], message: "must name an item; without it, equal items are compared" }]
      : []),
    ...problemsOfCountries(originsExcept, ["benchmark", "originsExcept"]),
    ...originsExcept.flatMap((country, at): PolicyProblem[] =>
      countAs[country] === undefined
        ? []
        : [{ path: ["benchmark", "originsExcept", at], message: `counts as ${countAs[country]} here` }],
    ),
    ...(length === null ? [] : [{ path: ["benchmark", "source"], message: length }]),
  ];
}

/** Whether shares of exposure in two units are about the same: money and money, or energy and energy. */
export function isComparable(a: Unit, b: Unit): boolean {
  return (a === "kWh") === (b === "kWh");
}
