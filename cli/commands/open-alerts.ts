import { loadBeside } from "../../functions/reading/load-benchmark.ts";
import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import { acknowledgementOf } from "../../shared/alerts/acknowledgement.ts";
import { isOpen } from "../../shared/alerts/alert.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { isBroken, type Policies, policyFor } from "../../shared/policy/policies.ts";
import { acknowledgedBy } from "../../shared/recompute/alert-status.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { lastAssessmentOf } from "../cloud/last-assessment.ts";
import type { OpenAlerts } from "../text/open-alerts.ts";

type AlertStores = Pick<Cloud, "ledgers" | "assessments" | "deployedPolicies">;

/** The state of each sector; for one with a damaged ledger, why it is not known. */
export function readOpenAlerts(
  sectors: SectorId[],
  policies: Policies,
  stores: AlertStores,
): Promise<OpenAlerts[]> {
  return Promise.all(sectors.map((sector) => openAlertsOf(sector, policies, stores)));
}

async function openAlertsOf(sector: SectorId, policies: Policies, stores: AlertStores): Promise<OpenAlerts> {
  try {
    const ledger = await stores.ledgers.load(sector);
    const { assessment, problems } = await lastAssessmentOf(sector, ledger.lastAssessment, stores);
    const policy = policyFor(policies, sector);
    const beside =
      isBroken(policy) || assessment === null ? null : await loadBeside(policy, assessment, policies, stores);
    const isInStack = stores.deployedPolicies?.sectors.has(sector) ?? true;
    const notes = [...brokenNote(policies, sector), ...(isInStack ? [] : [NOT_IN_STACK]), ...problems];
    return { ledger, assessment, beside, isInStack, problems: notes };
  } catch (error) {
    if (error instanceof UnreadableError) return { sector, problem: error.message };
    throw error;
  }
}

const NOT_IN_STACK = "the stack was deployed without a policy of this sector, so it is not watched there";

function brokenNote(policies: Policies, sector: SectorId): string[] {
  const policy = policyFor(policies, sector);
  return isBroken(policy) ? [`not watched, its policy cannot be used: ${policy.problem}`] : [];
}

/** The state of a sector, for machines. */
export function openAlertsJson(found: OpenAlerts): unknown {
  // Not an empty list: nobody knows whether an alert is open.
  if ("problem" in found) return { sector: found.sector, problems: [found.problem], alerts: null };
  const { ledger, assessment, beside, problems } = found;
  const { sector, lastAssessment, noDataSince, staleSince, alerts, silences, outbox } = ledger;
  const { acknowledgements } = ledger;
  // When the assessment cannot be read, these are unknown. Without an assessment, they have their normal values.
  const isKnown = assessment !== null || lastAssessment === null;
  return {
    sector,
    lastAssessment,
    illustrative: isKnown ? (assessment?.illustrative ?? 0) : null,
    incomplete: isKnown ? (assessment?.incomplete ?? false) : null,
    refused: assessment?.refused ?? null,
    ...(problems.length === 0 ? {} : { problems }),
    noDataSince,
    staleSince,
    alerts: alerts.filter(isOpen).map((alert) => ({
      ...alert,
      acknowledged: acknowledgedBy(acknowledgementOf(acknowledgements, alert)),
    })),
    // What raises nothing whatever it measures; not known where the assessment cannot be read.
    belowFloor: isKnown ? belowFloorOf(assessment) : null,
    ...(beside === null ? {} : { benchmark: beside }),
    silences,
    unpublished: outbox.flatMap(({ bulletin }) => bulletin?.id ?? []),
  };
}

/** The groups that raise nothing because they lie below the floor of their rule, with both figures. */
function belowFloorOf(assessment: Assessment | null) {
  return (assessment?.rules ?? []).flatMap(({ rule, group, floor }) =>
    floor === undefined ? [] : { rule, group, atLeast: floor.atLeast, exposure: floor.exposure },
  );
}
