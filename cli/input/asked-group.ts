import { groupHint, groupsNamed, severalNamed, type Titles } from "../../shared/policy/named-group.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The item or program that was asked for by its code or title. `none` ends the sentence about a name that none has.
 * @throws UsageError with the nearest one, or when several have that name.
 */
export function groupAsked(asked: string, codes: readonly string[], titles: Titles, none: string): string {
  const [found, ...others] = groupsNamed(asked, codes, titles);
  if (found === undefined)
    throw new UsageError(`--group: ${quoted(asked)} ${none}; ${groupHint(asked, codes, titles)}`);
  if (others.length > 0) throw new UsageError(`--group: ${severalNamed(asked, [found, ...others])}`);
  return found;
}
