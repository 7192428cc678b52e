import { editedLines } from "../bulletin/sections/also-edited.ts";
import { companyNames } from "../policy/company-names.ts";
import { isBroken } from "../policy/policies.ts";
import { wordingOf } from "../policy/wording.ts";
import type { SectorDigest } from "./sector.ts";

/** The edits that no rule measures: an e-mail tells them only when it has other news. */
export function digestEditedLines({ policy, edited }: Pick<SectorDigest, "policy" | "edited">): string[] {
  if (isBroken(policy) || edited === null) return [];
  return editedLines(edited, wordingOf(policy).alsoEdited, companyNames(edited.suppliers, policy));
}
