/** The files of GLEIF's golden copy, by the column that only they have, and the flag that names each. */
const FILES = {
  relationships: { has: "Relationship.RelationshipType", is: "the file of relationship records", flag: null },
  exceptions: { has: "Exception.Category", is: "the file of reporting exceptions", flag: "--exceptions" },
  entities: { has: "Entity.LegalName", is: "the file of LEI records (level 1)", flag: "--entities" },
} as const;

/** What is said of a header that belongs to another file of the golden copy than the `wanted` one; `null` of any other. */
export function otherGleifFile(header: readonly string[], wanted: keyof typeof FILES): string | null {
  const found = Object.entries(FILES).find(([name, { has }]) => name !== wanted && header.includes(has));
  if (found === undefined) return null;
  const [, { is, flag }] = found;
  return flag === null
    ? `is ${is}: it stands as the file of the command itself`
    : `is ${is}: name it by ${flag}`;
}
