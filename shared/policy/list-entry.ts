import * as z from "zod";
import { countryCodes, likelyCountry } from "../values/country-code.ts";
import { countryName } from "../values/country-name.ts";
import { type Day, daySchema } from "../values/day.ts";
import { countryCodeSchema, identifierSchema, kebabCaseSchema } from "../values/identifier.ts";
import { nearest } from "../values/nearest.ts";
import { quoted } from "../values/parse.ts";
import { policyIssue } from "./problem.ts";

const STATUSES = ["listed", "removed", "enjoined"] as const;

/** How a listing stands: it holds; it was taken back; or a court stopped it. */
const statusSchema = z.enum(STATUSES, { error: ({ input }) => statusMessage(input) });

const nameSchema = z.string().trim().min(1).meta({ maxLength: 500 });

/**
 * One company on one restricted list, for a period: on it from `from` on, and no longer from `to` on. A `from`
 * of `null` means that the first day is not known; a `to` of `null` means that no end is known. A listing that
 * was `removed` or `enjoined` has a `to`. `names` are other names that the list, or its source, gives to the
 * same company; `suppliers` are ids of supplier rows that are this company.
 */
export const listEntrySchema = z
  .strictObject({
    list: kebabCaseSchema,
    entity: nameSchema,
    names: z.array(nameSchema).default([]),
    country: countryCodeSchema.nullable().default(null),
    suppliers: z.array(identifierSchema).default([]),
    from: daySchema.nullable(),
    to: daySchema.nullable().default(null),
    status: statusSchema,
    source: z.string().trim().min(1),
  })
  .superRefine(({ country, from, to, status }, context) => {
    const refuse = (field: string, message: string, tellsValue?: true) =>
      context.addIssue(policyIssue({ path: [field], message, ...(tellsValue && { tellsValue }) }));
    if (country !== null && !countryCodes.has(country)) refuse("country", countryMessage(country), true);
    if (from !== null && to !== null && to <= from) {
      refuse("to", `must be after "from", ${from}: it is the first day on which the listing no longer holds`);
    }
    if (status !== "listed" && to === null) {
      refuse("to", `must be the day on which the listing was ${status}`);
    }
  });
export type ListEntry = z.infer<typeof listEntrySchema>;

/** Whether a company is on the list on a day, by this entry. */
export function holdsOn({ from, to }: Pick<ListEntry, "from" | "to">, day: Day): boolean {
  return (from === null || from <= day) && (to === null || day < to);
}

function statusMessage(input: unknown): string {
  const found = typeof input === "string" ? nearest(input, STATUSES) : null;
  return `must be one of ${STATUSES.join(", ")}${found === null ? "" : `; nearest: ${found}`}`;
}

function countryMessage(code: string): string {
  const likely = likelyCountry(code);
  const hint = likely === null ? "" : `; nearest: ${likely} (${countryName(likely)})`;
  return `${quoted(code)} is no country of ISO 3166-1${hint}`;
}
