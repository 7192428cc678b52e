import { totalsBy } from "../supply/facet-totals.ts";
import type { Scope } from "../supply/scope.ts";
import type { Answers, Concentration } from "./concentration.ts";
import { type AskedOfFacet, questionsAboutFacet } from "./concentration-questions.ts";
import { groupAnswers, looseAnswers } from "./facet-answers.ts";
import type { OpenValue, Unknown } from "./unknown.ts";

// Each answer is measured anew, over all cells.
const MOST_WORK = 2_000_000;

/**
 * A concentration, as it depends on what is not known. An answer narrows it by how much less is open then. `null` where that would
 * take too long, where positions may belong to the scope or not, and where nothing bounds the value.
 */
export function openConcentration(scope: Scope, concentration: Concentration): OpenValue | null {
  const { cells, optional, facets } = scope;
  const { facet, value } = concentration;
  const totals = facets[facet];
  const now = value(totals);
  if (optional.length > 0 || !Number.isFinite(now.upper)) return null;
  const list = questionsAboutFacet(facet, cells, totals);
  const unknowns = list.unknowns();
  if (workOf(unknowns.length, concentration, scope) > MOST_WORK) return null;
  const found = new Map<string | null, Answers>();
  const answersOf = (unknown: Unknown): Answers => {
    const known = found.get(unknown.asked) ?? answersTo(list.about(unknown), scope, concentration);
    found.set(unknown.asked, known);
    return known;
  };
  const width = now.upper - now.lower;
  return {
    now,
    unknowns,
    ifSmallest: (answered) => {
      if (isAll(answered)) return { lower: now.lower, upper: now.lower };
      const all = answered.flatMap((one) => answersOf(one).values);
      return all.reduce((least, one) => (one.upper < least.upper ? one : least), now);
    },
    ifLargest: (answered) => {
      if (isAll(answered)) return { lower: now.upper, upper: now.upper };
      const all = answered.flatMap((one) => answersOf(one).values);
      return all.reduce((most, one) => (one.lower > most.lower ? one : most), now);
    },
    narrowed: (answered) => {
      if (isAll(answered)) return { lower: width, upper: width };
      const all = answered.map((one) => answersOf(one).narrows);
      // Who answers beside another one decides no less, and perhaps all that is open.
      return {
        lower: Math.max(0, ...all.map(({ lower }) => lower)),
        upper: all.length === 1 ? (all[0]?.upper ?? 0) : width,
      };
    },
    mostMoved: () => width,
  };

  function isAll(answered: readonly Unknown[]): boolean {
    return answered.length === unknowns.length;
  }
}

function answersTo(about: readonly AskedOfFacet[], scope: Scope, concentration: Concentration): Answers {
  const totals = scope.facets[concentration.facet];
  const loose = about.reduce((sum, one) => (one.is === "loose" ? sum + one.exposure : sum), 0);
  const group = about.find((one) => one.is === "group");
  if (group === undefined) return looseAnswers(totals, loose, concentration);
  return groupAnswers(group, totals, concentration, (settled) =>
    totalsBy(concentration.facet, scope.cells, scope.optional, settled),
  );
}

/** How many cells and keys are looked at for all answers. */
function workOf(unknowns: number, { facet, kind }: Concentration, { cells, facets }: Scope): number {
  const { known, groups } = facets[facet];
  const tried = groups.length === 0 ? 2 : kind === "hhi" ? 2 + groups.length : known.size + groups.length;
  const worlds = 2 ** Math.min(10, groups.filter(({ isOpen }) => !isOpen).length);
  return unknowns * tried * (cells.length + (known.size + groups.length) * worlds);
}
