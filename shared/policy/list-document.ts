import * as z from "zod";
import { daySchema } from "../values/day.ts";
import { countryCodeSchema, kebabCaseSchema } from "../values/identifier.ts";
import { quoted } from "../values/parse.ts";
import { type ListEntry, listEntrySchema } from "./list-entry.ts";
import { type PolicyProblem, policyIssue } from "./problem.ts";

const listSchema = z.strictObject({
  list: kebabCaseSchema,
  title: z.string().trim().min(1),
  source: z.string().trim().min(1),
});

/** A government list of companies that must not be bought from, by the id that rules and suppliers use. */
export type RestrictedList = z.infer<typeof listSchema>;

/** The file `restricted-lists.json`: the lists, and who is on them when. */
export const listDocumentSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schemaVersion: z.literal(1),
    lists: z.array(listSchema),
    entries: z.array(listEntrySchema),
  })
  .superRefine((document, context) => {
    for (const problem of [...repeatedLists(document.lists), ...problemsOfPeriods(document.entries)]) {
      context.addIssue(policyIssue(problem));
    }
  });
export type ListDocument = z.infer<typeof listDocumentSchema>;

function repeatedLists(lists: RestrictedList[]): PolicyProblem[] {
  return lists.flatMap(({ list }, at) =>
    lists.findIndex((one) => one.list === list) === at
      ? []
      : [
          {
            path: ["lists", at, "list"],
            message: `${quoted(list)} is used twice`,
            tellsValue: true as const,
          },
        ],
  );
}

function problemsOfPeriods(entries: ListEntry[]): PolicyProblem[] {
  const before = new Map<string, ListEntry[]>();
  return entries.flatMap((entry, at) => {
    const { list, entity } = entry;
    const key = JSON.stringify([list, entity]);
    const others = before.get(key) ?? [];
    before.set(key, [...others, entry]);
    const other = others.find((one) => meets(one, entry));
    return other === undefined ? [] : [overlap(other, at)];
  });
}

/** Whether two periods have a day in common. */
function meets(a: ListEntry, b: ListEntry): boolean {
  const startsBefore = (one: ListEntry, end: string | null) =>
    end === null || one.from === null || one.from < end;
  return startsBefore(a, b.to) && startsBefore(b, a.to);
}

function overlap({ from, to }: ListEntry, at: number): PolicyProblem {
  const period = `from ${from ?? "an unknown day"} to ${to ?? "today and on"}`;
  const message = `begins within another period of the same company, ${period}: end that one first`;
  return { path: ["entries", at, "from"], message };
}

const olderListSchema = z.strictObject({
  id: kebabCaseSchema,
  title: z.string().min(1),
  source: z.string().min(1),
  entities: z.array(
    z.strictObject({
      name: z.string().min(1),
      aliases: z.array(z.string().min(1)),
      country: countryCodeSchema,
      since: daySchema,
    }),
  ),
});

/** The form before version 1: an array of lists, each with its companies and the day since which they are on it. */
export const olderDocumentSchema = z.array(olderListSchema);

/** The older form, as version 1 has it. */
export function fromOlder(lists: z.infer<typeof olderDocumentSchema>): unknown {
  return {
    schemaVersion: 1,
    lists: lists.map(({ id, title, source }) => ({ list: id, title, source })),
    entries: lists.flatMap(({ id, source, entities }) =>
      entities.map(({ name, aliases, country, since }) => {
        return { list: id, entity: name, names: aliases, country, from: since, status: "listed", source };
      }),
    ),
  };
}
