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
 * One company on one restricted list, for a period, or goods that the list names whoever sells them (`items`, and
 * `origins` or `originsExcept`; `entity` is what the list calls them): on it from `from` on, and no longer from `to` on. A `from`
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
    items: z.array(kebabCaseSchema).min(1).optional(),
    origins: z.array(countryCodeSchema).min(1).optional(),
    originsExcept: z.array(countryCodeSchema).min(1).optional(),
    from: daySchema.nullable(),
    to: daySchema.nullable().default(null),
    status: statusSchema,
    source: z.string().trim().min(1),
  })
  .superRefine(({ from, to, status, ...entry }, context) => {
    const { country } = entry;
    const refuse = (field: string, message: string, tellsValue?: true) =>
      context.addIssue(policyIssue({ path: [field], message, ...(tellsValue && { tellsValue }) }));
    if (country !== null && !countryCodes.has(country)) refuse("country", countryMessage(country), true);
    if (from !== null && to !== null && to <= from) {
      refuse("to", `must be after "from", ${from}: it is the first day on which the listing no longer holds`);
    }
    for (const [field, message] of problemsOfGoods(entry)) refuse(field, message);
    if (status !== "listed" && to === null) {
      refuse("to", `must be the day on which the listing was ${status}`);
    }
  });
export type ListEntry = z.infer<typeof listEntrySchema>;

type Goods = { [Field in "items" | "origins" | "originsExcept"]?: string[] | undefined };

/** What is wrong with how an entry names goods, by field. */
function problemsOfGoods({
  items,
  origins,
  originsExcept,
  ...company
}: Goods & { names: string[]; country: string | null; suppliers: string[] }): [string, string][] {
  const where = [...(origins ?? []), ...(originsExcept ?? [])];
  const unknown = where.find((code) => !countryCodes.has(code));
  const field = origins === undefined ? "originsExcept" : "origins";
  if (items === undefined)
    return where.length > 0 ? [["items", "must name the goods that were made there"]] : [];
  const problems: [string, string][] = [];
  if ((origins === undefined) === (originsExcept === undefined))
    problems.push(["origins", 'must say where the goods were made: that, or "originsExcept", and not both']);
  if (unknown !== undefined) problems.push([field, countryMessage(unknown)]);
  if (company.names.length > 0)
    problems.push(["names", "must be left out: the entry is of goods, and of no company"]);
  if (company.suppliers.length > 0)
    problems.push(["suppliers", "must be left out: the entry is of goods, whoever sells them"]);
  if (company.country !== null)
    problems.push(["country", 'must be left out: "origins" says where goods were made']);
  return problems;
}

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
