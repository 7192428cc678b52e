import * as z from "zod";
import { type TableName, tables } from "../../shared/contract/tables.ts";
import { shown } from "../../shared/values/parse.ts";

/** An existing table that the stack uses instead of creating one: restored, or left by an earlier stack. */
export interface AttachedTable {
  name: string;
  /** The ARN of the key that encrypts it; `null` for the stack's own key. */
  key: string | null;
}

const TABLE_NAMES = Object.keys(tables) as TableName[];
const NAME = "must be the name of a table: 3 to 255 letters, digits, dots, hyphens or underscores";
const nameSchema = z.string(NAME).regex(/^[\w.-]{3,255}$/, NAME);
const tableKeySchema = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]{1,64}$/,
    "must be the ARN of a key, like arn:aws:kms:us-east-1:123456789012:key/…: an alias names no key for good",
  );

/** Tables to attach, each by its name, or by its name and key. */
export const attachedTablesSchema = z
  .partialRecord(
    z.string().refine((name) => Object.hasOwn(tables, name), {
      error: ({ input }) => `${shown(input)} is not a table; the tables are ${TABLE_NAMES.join(", ")}`,
    }),
    z.union([nameSchema, z.strictObject({ name: nameSchema, key: tableKeySchema.optional() })], {
      error: ({ input }) => `${shown(input)} names no table: write its name, or {"name": …, "key": …}`,
    }),
  )
  .transform((chosen): Partial<Record<TableName, AttachedTable>> => {
    const attached = Object.entries(chosen).map(([table, choice]) => {
      const { name, key } = typeof choice === "string" ? { name: choice } : { key: undefined, ...choice };
      return [table, { name, key: key ?? null }];
    });
    return Object.fromEntries(attached);
  })
  .superRefine((attached, context) => {
    const byName = Map.groupBy(Object.entries(attached), ([, { name }]) => name);
    for (const [name, [first, second]] of byName) {
      if (first === undefined || second === undefined) continue;
      context.addIssue({ code: "custom", message: `${first[0]} and ${second[0]} are both ${shown(name)}` });
    }
  });
