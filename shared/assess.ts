import { type Assessment, measureScopes, type RuleFinding } from "./assessment.ts";
import type { Window } from "./calendar.ts";
import { toUnit, type Unit } from "./exposure.ts";
import { canonicalFold, type Fold } from "./fold.ts";
import { toBounds } from "./interval.ts";
import { countriesNamed } from "./measure.ts";
import { type Observation, observeRule } from "./observation.ts";
import { resolveOwnership, withParents } from "./ownership.ts";
import { limitsOf, type Policy } from "./policy.ts";
import { isStale } from "./staleness.ts";
import type { Supplier, Suppliers } from "./supplier.ts";
import type { Links } from "./supply-graph.ts";
import { unknownNames } from "./unknown-names.ts";
import { createView, type View } from "./view.ts";
import { displayName } from "./wording.ts";

/** Everything an assessment depends on. `digest` turns text into a short hexadecimal hash. */
export interface AssessmentInput {
  policy: Policy;
  fold: Fold;
  /** The sector as it was, by the number of days before, for each that a rule about change asks for. */
  foldsBefore: ReadonlyMap<number, Fold>;
  suppliers: Suppliers;
  links: Links;
  window: Window;
  version: string;
  digest: (text: string) => string;
}

/** An assessment, and what it rests on: the observations of each rule, and the view that they were made in. */
export interface Assessed {
  assessment: Assessment;
  observations: Observation[];
  view: View;
  /** What to call a supplier on one line. */
  nameOf: (supplierId: string) => string;
}

/** Measures a sector and observes each of its rules. */
export function assess(input: AssessmentInput): Assessed {
  const { policy, fold, foldsBefore, suppliers, links, window, version, digest } = input;
  const ownership = resolveOwnership(suppliers, policy.controlStake);
  const view = createView(fold, ownership, links, policy);
  const viewBefore = (days: number) => {
    const before = foldsBefore.get(days);
    return before === undefined || before.exposure === 0
      ? null
      : createView(before, ownership, links, policy);
  };
  const observations = policy.rules.flatMap((rule) => observeRule(rule, view, viewBefore));
  const inputHash = digest(canonicalInput(input, view));
  const policyHash = digest(JSON.stringify(policy));
  const { asOf, windowDays } = window;
  const unknown = unknownNames(policy.rules, input);
  const parts = [inputHash, policyHash, asOf, windowDays, version];
  // They rest on all suppliers, not only on those that the input reaches.
  if (unknown.length > 0) parts.push(JSON.stringify(unknown));
  const identity = digest(parts.join("\n")).slice(0, 12);
  const { unit } = policy;
  const { network } = view;
  const assessment: Assessment = {
    id: `${policy.sector}-${asOf}-${identity}`,
    sector: policy.sector,
    asOf,
    unit,
    windowDays,
    positions: fold.positions,
    newestDate: fold.newestDate,
    stale: isStale(policy, fold.newestDate, asOf),
    incomplete: fold.unreadable > 0,
    unreadable: fold.unreadable,
    illustrative: fold.exposure === 0 ? 0 : fold.illustrative / fold.exposure,
    ownershipCycles: ownership.cycles(),
    unknownNames: unknown,
    inputHash,
    policyHash,
    version,
    scopes: measureScopes([view.sector, ...view.items], {
      unit,
      suppliers,
      network,
      countries: countriesOf(view, policy),
    }),
    rules: observations.map((observation) => findingOf(observation, unit)),
  };
  return { assessment, observations, view, nameOf: (id) => displayName(suppliers.get(id)?.name ?? id, id) };
}

function findingOf({ rule, group, observed, parts }: Observation, unit: Unit): RuleFinding {
  return {
    rule: rule.id,
    group,
    measure: rule.measure,
    ...limitsOf(rule),
    observed: observed && toBounds(observed),
    parts: parts?.map(({ key, part, exposure }) => ({ key, part, exposure: toUnit(exposure, unit) })) ?? null,
  };
}

/** Every country that goods are made in or suppliers controlled from, in any tier, and every one that a rule names. */
function countriesOf({ sector, network }: View, { rules }: Policy): string[] {
  const made = [...sector.facets.origin.known.keys()];
  const controlled = network.affiliations.flatMap(({ control }) => control ?? []);
  const named = rules.flatMap(({ measure }) => countriesNamed(measure));
  return [...new Set([...made, ...controlled, ...named])].sort();
}

/** All that the assessment rests on, in a fixed order: what was folded, whom it reaches, and who owns them. */
function canonicalInput(
  { fold, foldsBefore, suppliers }: AssessmentInput,
  { network: { graph } }: View,
): string {
  const links = graph.links.map(({ supplierId, input, upstreamId, share, source }) => {
    return [supplierId, input, upstreamId, share, source];
  });
  const before = [...foldsBefore]
    .sort(([a], [b]) => a - b)
    .map(([days, then]) => [days, canonicalFold(then)]);
  const reached = withParents(graph.ids, suppliers).map(canonicalSupplier);
  return [canonicalFold(fold), JSON.stringify(before), JSON.stringify(links), JSON.stringify(reached)].join(
    "\n",
  );
}

function canonicalSupplier({ supplierId, name, country, parentId, parentStake, lists }: Supplier): unknown[] {
  return [supplierId, name, country, parentId, parentStake, [...lists].sort()];
}
