import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import { type MeasuredSector, type Policies, unitFor } from "../../shared/policy/policies.ts";
import { kebabCaseSchema, type SectorId } from "../../shared/values/identifier.ts";
import { UsageError } from "./usage-error.ts";

/** A sector, and what it is measured in. @throws BrokenPolicyError when it is not known. */
export function measuredIn({ sector }: { sector: SectorId }, policies: Policies): MeasuredSector {
  const measured = unitFor(policies, sector);
  if ("problem" in measured) throw new BrokenPolicyError(measured);
  return measured;
}

/** What the goods are, as the flag says. */
export function checkedItem({ item }: { item?: string | undefined }): string | null {
  const checked = kebabCaseSchema.nullable().safeParse(item ?? null);
  if (!checked.success) throw new UsageError(`--item ${checked.error.issues[0]?.message}`);
  return checked.data;
}
