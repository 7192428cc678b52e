import * as z from "zod";

/** Names a position, supplier or program: at most 256 characters, so that it fits a DynamoDB key in any script. */
export const identifierSchema = z
  .string()
  .min(1, "must not be empty")
  .max(256, "is longer than 256 characters")
  .regex(/^[^\p{Cc}]*$/u, "must not hold control characters");

/** Lower-case words joined by hyphens; `example` is one of its kind, for whoever wrote something else. */
function kebabCase(example: string) {
  return z
    .string()
    .max(100, "is longer than 100 characters")
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, `must be lower-case words joined by hyphens, like ${example}`);
}

/** Product classes and restricted lists. */
export const kebabCaseSchema = kebabCase("ups-lithium");

/** Plants, ports and regions. */
export const placeNameSchema = kebabCase("ningbo-zhoushan");

/** What a sector is called, in its policy and in every table. */
export const sectorIdSchema = kebabCase("grid-storage");
export type SectorId = z.infer<typeof sectorIdSchema>;

/** What a rule is called in its policy. */
export const ruleIdSchema = kebabCase("china-direct");
export type RuleId = z.infer<typeof ruleIdSchema>;

/** An ISO 3166-1 alpha-2 country code. */
export const countryCodeSchema = z.string().regex(/^[A-Z]{2}$/, "must be a two-letter country code like CN");
export type CountryCode = z.infer<typeof countryCodeSchema>;
