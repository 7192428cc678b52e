import type { SupplyAhead } from "../ahead/supply-ahead.ts";
import { canonicalMissing } from "../imports/missing.ts";
import { canonicalRefused } from "../imports/refusal.ts";
import { canonicalUnconfirmed } from "../imports/unconfirmed.ts";
import { canonicalUnfinished } from "../imports/unfinished.ts";
import { goodsSaid } from "../policy/listed-goods.ts";
import { listDaysOf } from "../policy/listings.ts";
import { policyText } from "../policy/policy-hash.ts";
import { canonicalFold } from "../supply/canonical-fold.ts";
import { canonicalHoldings } from "../supply/holding.ts";
import { canonicalPlaces } from "../supply/place.ts";
import type { Supplier } from "../supply/supplier.ts";
import { canonicalTimes } from "../supply/times.ts";
import { withParents } from "../supply/with-parents.ts";
import type { AssessmentInput } from "./assessment-input.ts";
import type { Lack } from "./lack.ts";
import type { UnknownName } from "./unknown-names.ts";
import type { View } from "./view.ts";

/** The identity of an assessment. Hashes are hexadecimal. */
export interface Identity {
  id: string;
  inputHash: string;
  policyHash: string;
}

/** What an assessment tells beside what it measures. */
interface Also {
  lack: Lack;
  unknown: readonly UnknownName[];
  ahead: readonly SupplyAhead[];
}

/**
 * The identity of an assessment: the same for the same input, policy, window and version. It differs when the
 * assessment lacks something else.
 */
export function identityOf(input: AssessmentInput, view: View, { lack, unknown, ahead }: Also): Identity {
  const { policy, fold, window, version, digest } = input;
  const { asOf, windowDays, end } = window;
  const inputHash = digest([canonicalInput(input, view), ...canonicalLack(lack)].join("\n"));
  // The lists are part of the input: suppliers with the lists that they are on.
  const policyHash = digest(policyText(policy));
  const { unconfirmed, unfinished, missing } = lack;
  const parts = [
    ...[inputHash, policyHash, asOf, windowDays, end, fold.waiting, version],
    // They depend on all suppliers, not only on those that the input reaches.
    ...(unknown.length === 0 ? [] : [JSON.stringify(unknown)]),
    // Holdings and listings of days to come change nothing that is measured today.
    ...(ahead.length === 0 ? [] : [JSON.stringify(ahead)]),
    // A confirmation changes the assessment, even with the same input.
    ...(unconfirmed === null ? [] : [canonicalUnconfirmed(unconfirmed)]),
    ...(unfinished.length === 0 ? [] : [canonicalUnfinished(unfinished)]),
    ...(missing === null ? [] : [canonicalMissing(missing)]),
  ];
  const id = `${policy.sector}-${asOf}-${digest(parts.join("\n")).slice(0, 12)}`;
  return { id, inputHash, policyHash };
}

/**
 * Everything that the assessment depends on, in a fixed order: the fold, the suppliers that it reaches with
 * their lists on each day that rules look at, and their owners.
 */
function canonicalInput(
  { policy, fold, foldsBefore, suppliers, listings, window: { asOf } }: AssessmentInput,
  { network: { graph } }: View,
): string {
  const links = graph.links.map((link) => {
    const { supplierId, input, upstreamId, originCountry, share, source } = link;
    const said = [...canonicalPlaces(link), ...canonicalTimes(link)];
    return [supplierId, input, upstreamId, originCountry, share, source, ...said];
  });
  const before = [...foldsBefore]
    .sort(([a], [b]) => a - b)
    .map(([days, then]) => [days, canonicalFold(then)]);
  const days = listDaysOf(policy.rules, asOf);
  // Where no rule looks at lists, none can change what is found.
  const listed = days.length === 0 ? [suppliers] : [...new Set(days.map(listings.on))];
  const reached = listed.map((rows) => JSON.stringify(withParents(graph.ids, rows).map(canonicalSupplier)));
  const goods = [...new Set(days.map((day) => listings.goodsOn(day)))].filter(
    (entries) => entries.length > 0,
  );
  const named = goods.map((entries) => JSON.stringify(entries.map(goodsSaid)));
  return [canonicalFold(fold), JSON.stringify(before), JSON.stringify(links), ...reached, ...named].join(
    "\n",
  );
}

/** What was refused of files, and which figures overlap; nothing when there is neither. */
function canonicalLack({ refused, overlaps }: Lack): string[] {
  return [
    ...(refused === null ? [] : [canonicalRefused(refused)]),
    ...(overlaps.length === 0 ? [] : [JSON.stringify(overlaps)]),
  ];
}

function canonicalSupplier(supplier: Supplier): unknown[] {
  const { supplierId, name, country, parentId, parentStake, lists, inputs, holdings } = supplier;
  const held = holdings === undefined ? [] : [canonicalHoldings(holdings)];
  return [
    supplierId,
    name,
    country,
    parentId,
    parentStake,
    [...lists].sort(),
    inputs,
    ...held,
    ...canonicalPlaces(supplier),
    ...canonicalTimes(supplier),
  ];
}
