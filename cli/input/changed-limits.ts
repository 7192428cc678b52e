import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { factsOf } from "../../shared/policy/measure-facts.ts";
import { isBroken, type Policies } from "../../shared/policy/policies.ts";
import { type Rule, valuesOf } from "../../shared/policy/rule.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { ruleMeant } from "./asked-rule.ts";
import { UsageError } from "./usage-error.ts";

type ChangedLimits = NonNullable<SimulatePayload["limits"]>[number];

/** Another limit as it was written, in its parts. */
export interface WrittenLimit {
  rule: string;
  level: string;
  value: string;
}

/** The parts of another limit like `china-look-through:critical=70%`. @throws UsageError for one that is not like that. */
export function limitParts(flag: string, text: string): WrittenLimit {
  const [, rule, level, value] = /^(.+):(warning|critical)=(.+)$/s.exec(text) ?? [];
  if (rule !== undefined && level !== undefined && value !== undefined) return { rule, level, value };
  throw new UsageError(`${flag} must be like china-look-through:critical=70%, not ${quoted(text)}`);
}

/**
 * Other limits of rules: `70%`, or points of an HHI. Rules are named by id or title. The two limits of a rule come together.
 * @throws UsageError for what is no limit, or is given twice.
 */
export function limitsAsked(
  flag: string,
  all: readonly WrittenLimit[],
  sector: SectorId,
  policies: Policies,
): ChangedLimits[] {
  const byRule = new Map<RuleId, ChangedLimits>();
  for (const { rule: named, level, value } of all) {
    const rule = ruleMeant(named.trim(), sector, policies, `${flag}: `);
    const limits: ChangedLimits = byRule.get(rule) ?? { rule };
    const field = level === "warning" ? "warning" : "critical";
    if (limits[field] !== undefined)
      throw new UsageError(`${flag}: the ${field} limit of ${rule} is given twice`);
    byRule.set(rule, { ...limits, [field]: limitAsked(flag, value.trim(), rule, sector, policies) });
  }
  return [...byRule.values()];
}

const EXAMPLES = { points: "points, like 1800", number: "a number, like 3" };

function limitAsked(flag: string, text: string, rule: RuleId, sector: SectorId, policies: Policies): number {
  const [, digits, percent] = /^(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?) ?(%?)$/.exec(text) ?? [];
  if (digits === undefined)
    throw new UsageError(`${flag}: ${quoted(text)} is no limit: write 70%, or 1800 for an HHI`);
  const value = Number(digits.replaceAll(",", ""));
  const known = soundRule(rule, sector, policies);
  const unit = known === undefined ? "fraction" : factsOf(known.measure).unit;
  if (unit === "fraction") return fractionAsked(flag, { value, isPercent: percent === "%" }, rule, known);
  if (percent === "%")
    throw new UsageError(`${flag}: ${rule} is not measured in percent: write ${EXAMPLES[unit]}`);
  return value;
}

function soundRule(rule: RuleId, sector: SectorId, policies: Policies): Rule | undefined {
  const policy = policies.get(sector);
  return policy === undefined || isBroken(policy) ? undefined : policy.rules.find(({ id }) => id === rule);
}

/** A share in percent, or as the fraction that a policy writes. */
function fractionAsked(
  flag: string,
  { value, isPercent }: { value: number; isPercent: boolean },
  rule: RuleId,
  known: Rule | undefined,
): number {
  if (!isPercent && Math.abs(value) > 1)
    throw new UsageError(`${flag}: ${rule} is measured in percent: write ${value}%`);
  const fraction = isPercent ? value / 100 : value;
  if (known === undefined) return fraction;
  const { smallest, largest } = valuesOf(known.measure);
  if (fraction >= smallest && fraction <= largest) return fraction;
  const shown = isPercent ? `${value}%` : `${value}`;
  throw new UsageError(
    `${flag}: ${shown} is no limit of ${rule}: write ${smallest * 100}% to ${largest * 100}%`,
  );
}
