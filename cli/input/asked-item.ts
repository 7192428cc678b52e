import { isCalled, nearestCode, severalNamed } from "../../shared/policy/named-group.ts";
import { type Policies, soundPolicies } from "../../shared/policy/policies.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import { kebabCaseSchema } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The code of an item that was named by code, or by a title of any sector. What is written like a code is one.
 * @throws UsageError when no item has the title, with the nearest one, or when sectors give it to several items.
 */
export function itemCode(flag: string, asked: string, policies: Policies): string {
  if (kebabCaseSchema.safeParse(asked).success) return asked;
  const all = soundPolicies(policies).map((policy) => wordingOf(policy).items);
  const named = all.flatMap((titles) => [...titles.keys()].filter((code) => isCalled(asked, code, titles)));
  const [code, ...others] = [...new Set(named)].sort();
  if (code === undefined) {
    const near = nearestCode(
      asked,
      all.flatMap((titles) => [...titles.keys()]),
      new Map(all.flatMap((titles) => [...titles])),
    );
    const hint = near === null ? "" : `; nearest: ${near}`;
    throw new UsageError(
      `${flag}: ${quoted(asked)} is no title of an item, and no code, like ups-lithium${hint}`,
    );
  }
  if (others.length > 0) throw new UsageError(`${flag}: ${severalNamed(asked, [code, ...others])}`);
  return code;
}
