import type { NotWritten } from "../../shared/recompute/result.ts";
import { basisOf, isTrusted } from "../reading/guard.ts";
import { during } from "../runtime/during.ts";
import type { AssessedSector } from "./assess-sector.ts";
import type { RecomputePorts } from "./ports.ts";

/** Stores the assessment of a run that decides or is kept as history. Of a run that decides, it also stores the basis. */
export async function keepAssessment(
  { assessed, readAt, ...parts }: AssessedSector,
  heldBack: NotWritten | null,
  ports: Pick<RecomputePorts, "assessments" | "provenance" | "now">,
): Promise<void> {
  const { assessment } = assessed;
  if (heldBack === null || heldBack === "kept as history") {
    await during("writing its assessment", () => ports.assessments.save(assessment, ports.now()));
  }
  if (heldBack !== null) return;
  const basis = basisOf(assessed, parts, readAt);
  await during("writing what it stands on", () => ports.provenance.save(basis, isTrusted(assessment, basis)));
}
