import * as z from "zod";
import lists from "../../policies/restricted-lists.json" with { type: "json" };
import { daySchema } from "../values/day.ts";
import { countryCodeSchema, kebabCaseSchema } from "../values/identifier.ts";

const restrictedListSchema = z.strictObject({
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

/**
 * A government list of companies that must not be bought from. The column `lists` of a supplier says whether it
 * is on the list.
 */
export type RestrictedList = z.infer<typeof restrictedListSchema>;

/** The lists that policies may refer to, by id. */
export const restrictedLists: ReadonlyMap<string, RestrictedList> = new Map(
  z
    .array(restrictedListSchema)
    .parse(lists)
    .map((list) => [list.id, list]),
);

/**
 * The lists that contain an entity with exactly this name or alias, apart from legal forms and capitals. This
 * is for a question to the person who imports: two companies may have the same name.
 */
export function listsNaming(name: string): RestrictedList[] {
  const wanted = comparable(name);
  return [...restrictedLists.values()].filter(({ entities }) =>
    entities.some((entity) => [entity.name, ...entity.aliases].some((known) => comparable(known) === wanted)),
  );
}

function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(company|co|limited|ltd|inc|corporation|corp)\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
