import type { UnguardedSince } from "../imports/guard.ts";
import { canonicalUnconfirmed, type Unconfirmed, unconfirmedOf } from "../imports/unconfirmed.ts";
import { canonicalUnfinished, type UnfinishedImport } from "../imports/unfinished.ts";
import { convertContributions } from "../measures/contribution.ts";
import { countriesNamed, type Measure } from "../policy/measure.ts";
import { limitsOf, type Policy } from "../policy/policy.ts";
import { canonicalFold, type Fold, MOST_WAITING } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { type Overlap, overlapsAmong } from "../supply/overlap.ts";
import { type Ownership, resolveOwnership, withParents } from "../supply/ownership.ts";
import { canonicalRefused, type Refusal, type Refused, refusedOf } from "../supply/refusal.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import type { Window } from "../values/day.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import { toBounds } from "../values/interval.ts";
import { displayName } from "../values/one-line.ts";
import { type Assessment, measureScopes, type RuleFinding } from "./assessment.ts";
import { foldCountedAs, supplyCountedAs } from "./counted-supply.ts";
import { type Observation, observeRule, type ViewBefore } from "./observation.ts";
import { isStale } from "./staleness.ts";
import { unknownNames } from "./unknown-names.ts";
import { createView, type View } from "./view.ts";

/** Everything an assessment depends on. `digest` turns text into a short hexadecimal hash. */
export interface AssessmentInput {
  policy: Policy;
  fold: Fold;
  /** The sector as it was, by the number of days before, for each that a rule about change asks for. */
  foldsBefore: ReadonlyMap<number, Fold>;
  suppliers: Suppliers;
  links: Links;
  window: Window;
  /** What was refused of the files that the sector stands on; nothing unless given. */
  refusals?: Refusal[];
  /** What imports that nobody confirmed moved, where that is too much: since when, and beyond which fraction. */
  unguarded?: UnguardedSince | null;
  /** Imports of which it may hold a part; none unless given. */
  unfinished?: UnfinishedImport[];
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
  const { policy, fold, suppliers, window, unfinished = [], version, digest } = input;
  const viewsFor = createViews(input);
  const { ownership, view } = viewsFor(policy.controlStake);
  const observations = policy.rules.flatMap((rule) => {
    const views = viewsFor(rule.controlStake ?? policy.controlStake);
    return observeRule(rule, views.view, views.viewBefore);
  });
  const refused = refusedOf(input.refusals ?? [], policy.unit);
  const overlaps = overlapsAmong(fold.figures.values());
  const unconfirmed = unconfirmedIn(input);
  const inputHash = digest([canonicalInput(input, view), ...canonicalLack(refused, overlaps)].join("\n"));
  const policyHash = digest(JSON.stringify(policy));
  const { asOf, windowDays, end } = window;
  const { waiting } = fold;
  const unknown = unknownNames(policy.rules, input);
  const parts = [inputHash, policyHash, asOf, windowDays, end, waiting, version];
  // They rest on all suppliers, not only on those that the input reaches.
  if (unknown.length > 0) parts.push(JSON.stringify(unknown));
  // The same input is another assessment once somebody has confirmed how it came about.
  if (unconfirmed !== null) parts.push(canonicalUnconfirmed(unconfirmed));
  if (unfinished.length > 0) parts.push(canonicalUnfinished(unfinished));
  const identity = digest(parts.join("\n"));
  const { unit } = policy;
  const { network } = view;
  const assessment: Assessment = {
    id: `${policy.sector}-${asOf}-${identity.slice(0, 12)}`,
    sector: policy.sector,
    asOf,
    unit,
    windowDays,
    windowEnd: end,
    positions: fold.positions,
    newestDate: fold.newestDate,
    stale: isStale(policy, fold.newestDate, asOf),
    waiting,
    ...waitingOf(fold, policy.unit),
    incomplete:
      fold.unreadable > 0 ||
      refused !== null ||
      overlaps.length > 0 ||
      unconfirmed !== null ||
      unfinished.length > 0,
    unreadable: fold.unreadable,
    ...(fold.unreadableItems.length === 0 ? {} : { unreadableItems: fold.unreadableItems }),
    ...(refused === null ? {} : { refused }),
    ...(overlaps.length === 0 ? {} : { overlaps }),
    ...(unconfirmed === null ? {} : { unconfirmed }),
    ...(unfinished.length === 0 ? {} : { unfinished }),
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
      named: namedCountries(policy),
    }),
    rules: observations.map((observation) => findingOf(observation, unit)),
  };
  return { assessment, observations, view, nameOf: (id) => displayName(suppliers.get(id)?.name ?? id, id) };
}

function unconfirmedIn({ unguarded, policy: { unit } }: AssessmentInput): Unconfirmed | null {
  return unguarded == null ? null : unconfirmedOf(unguarded.found, unguarded.since, unguarded.guard, unit);
}

/** What is kept of the positions that wait; nothing where none does. */
function waitingOf({ waitingExposure, waitingFrom }: Fold, unit: Unit) {
  if (waitingFrom === null) return {};
  return {
    ...(waitingExposure === MOST_WAITING ? {} : { waitingExposure: toUnit(waitingExposure, unit) }),
    waitingFrom,
  };
}

/** The sector now and before, seen with one stake as control. */
interface Views {
  ownership: Ownership;
  view: View;
  viewBefore: ViewBefore;
}

/** Looks at the sector with each stake that is asked for, once. */
function createViews(input: AssessmentInput): (controlStake: number) => Views {
  const made = new Map<number, Views>();
  return (controlStake) => {
    const views = made.get(controlStake) ?? look(input, controlStake);
    made.set(controlStake, views);
    return views;
  };
}

function look(input: AssessmentInput, controlStake: number): Views {
  const { policy, foldsBefore } = input;
  const { suppliers, links } = supplyCountedAs(input, policy.countAs);
  const ownership = resolveOwnership(suppliers, controlStake);
  const isRanked =
    controlStake === policy.controlStake ||
    policy.rules.some((rule) => rule.controlStake === controlStake && isRanking(rule.measure));
  const viewOf = (fold: Fold) =>
    createView(foldCountedAs(fold, policy.countAs), ownership, suppliers, links, policy, isRanked);
  const viewBefore = (days: number) => {
    const before = foldsBefore.get(days);
    return before === undefined || before.exposure === 0 ? null : viewOf(before);
  };
  return { ownership, view: viewOf(input.fold), viewBefore };
}

/** Whether a measure asks for the ranking of single removals, which costs most of a view. */
function isRanking(measure: Measure): boolean {
  return measure.kind === "change" ? isRanking(measure.of) : measure.kind === "loss";
}

function findingOf({ rule, group, observed, contributions }: Observation, unit: Unit): RuleFinding {
  return {
    rule: rule.id,
    group,
    measure: rule.measure,
    ...limitsOf(rule),
    observed: observed && toBounds(observed),
    contributions: contributions && convertContributions(contributions, (exposure) => toUnit(exposure, unit)),
  };
}

/**
 * Every country that goods are made in, in any tier, or that suppliers stand in or are controlled from, and every one that
 * a rule names.
 */
function countriesOf({ sector, network }: View, policy: Policy): string[] {
  const made = [...sector.facets.origin.known.keys()];
  const madeAbove = network.graph.links.flatMap(({ originCountry }) => originCountry ?? []);
  const behind = network.affiliations.flatMap(({ control, country }) =>
    [control ?? [], country ?? []].flat(),
  );
  return [...new Set([...made, ...madeAbove, ...behind, ...namedCountries(policy)])].sort();
}

function namedCountries({ rules }: Policy): string[] {
  return [...new Set(rules.flatMap(({ measure }) => countriesNamed(measure)))];
}

/** All that the assessment rests on, in a fixed order: what was folded, whom it reaches, and who owns them. */
function canonicalInput(
  { fold, foldsBefore, suppliers }: AssessmentInput,
  { network: { graph } }: View,
): string {
  const links = graph.links.map(({ supplierId, input, upstreamId, originCountry, share, source }) => {
    return [supplierId, input, upstreamId, originCountry, share, source];
  });
  const before = [...foldsBefore]
    .sort(([a], [b]) => a - b)
    .map(([days, then]) => [days, canonicalFold(then)]);
  const reached = withParents(graph.ids, suppliers).map(canonicalSupplier);
  return [canonicalFold(fold), JSON.stringify(before), JSON.stringify(links), JSON.stringify(reached)].join(
    "\n",
  );
}

/** What keeps an assessment from being whole; nothing where it is. */
function canonicalLack(refused: Refused | null, overlaps: Overlap[]): string[] {
  return [
    ...(refused === null ? [] : [canonicalRefused(refused)]),
    ...(overlaps.length === 0 ? [] : [JSON.stringify(overlaps)]),
  ];
}

function canonicalSupplier(supplier: Supplier): unknown[] {
  const { supplierId, name, country, parentId, parentStake, lists, inputs } = supplier;
  return [supplierId, name, country, parentId, parentStake, [...lists].sort(), inputs];
}
