import { type Measure, measureSchema } from "../../shared/policy/measure.ts";
import { factsOf } from "../../shared/policy/measure-facts.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { RestrictedLists } from "../../shared/policy/restricted-lists.ts";
import { type Rule, ruleSchema, valuesOf } from "../../shared/policy/rule.ts";
import { expectation } from "../../shared/values/expectation.ts";
import { quoted, readAs } from "../../shared/values/parse.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { knownCountryAsked } from "./asked-keys.ts";
import { restrictedListAsked } from "./asked-list.ts";
import { UsageError } from "./usage-error.ts";

/** A rule without a limit that measures what was asked for, as `hhi:owner` or `look-through:country:China`. */
export function measureAsked(asked: string, by: string | undefined, lists: RestrictedLists): Rule {
  const read = readAs(measureSchema, measureOf(asked));
  if (read.problem !== null)
    throw new UsageError(`--measure: ${quoted(asked)}: ${problemSentence(read.problem)}`);
  const measure = read.value;
  const { list } = factsOf(measure).names;
  if (list !== null) restrictedListAsked(list, lists, "--measure: ");
  const rule = ruleSchema.safeParse(
    {
      id: "asked",
      title: "Asked for",
      measure,
      ...(by === undefined ? {} : { by }),
      // Nothing is beyond the largest value.
      above: { critical: valuesOf(measure).largest },
      why: "it was asked for",
      source: "the command line",
    },
    { error: expectation },
  );
  if (rule.success) return rule.data;
  const [issue] = rule.error.issues;
  throw new UsageError(`--measure: ${quoted(asked)}: ${issue?.message ?? "is no measure"}`);
}

/** What people write, and the measure that it stands for. */
const FORMS =
  "hhi:owner, top:owner:3, effective:owner, unknown:origin, direct:country:China, influenced:country:China, share:origin:China, " +
  "share:owner:catl, share:list:1260h, look-through:country:China, loss:owner";

function measureOf(asked: string): unknown {
  const [kind = "", first = "", ...rest] = asked.split(":");
  const last = rest.join(":");
  switch (kind) {
    case "hhi":
    case "effective":
    case "unknown":
      return rest.length === 0 ? { kind, facet: first } : unknownForm(asked);
    case "top":
      return { kind, facet: first, n: Number(last) };
    case "loss":
      return rest.length === 0 ? { kind, of: first } : unknownForm(asked);
    case "direct":
    case "influenced":
      return { kind, of: countriesIn(last === "" ? first : last) };
    case "share":
    case "look-through":
      return { kind, of: setOf(kind, first, last, asked) };
    default:
      return unknownForm(asked);
  }
}

function setOf(kind: "share" | "look-through", set: string, key: string, asked: string): unknown {
  if (kind === "share" && (set === "origin" || set === "control")) return { facet: set, ...countriesIn(key) };
  if (kind === "look-through" && set === "country") return countriesIn(key);
  if (set === "owner") return { owners: [key] };
  if (set === "supplier") return { suppliers: [key] };
  return set === "list" ? { list: key } : unknownForm(asked);
}

function countriesIn(text: string) {
  return { countries: [knownCountryAsked("--measure", text)] };
}

function unknownForm(asked: string): never {
  throw new UsageError(`--measure: ${quoted(asked)} is not like ${FORMS}`);
}

/** The rule of a policy that measures the same; `undefined` when none does. */
export function sameRule(
  { measure, by }: { measure: Measure; by?: Rule["by"] },
  { rules }: Policy,
): Rule | undefined {
  const same = (rule: Rule) => JSON.stringify([rule.measure, rule.by]) === JSON.stringify([measure, by]);
  return rules.find((rule) => rule.controlStake === undefined && same(rule));
}
