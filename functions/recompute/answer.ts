import type { FacetMeasures, MeasuredScope, ScopeMeasures } from "../../shared/assessment/scope-measures.ts";
import { isInParts, type SectorAnswer, type SectorResult } from "../../shared/recompute/result.ts";

// Lambda refuses an answer of 6 MB, and would report the run as failed although everything was done.
const MOST_ANSWER_BYTES = 5_500_000;
const KEYS_LEFT = 100;

/**
 * The answer of an invocation. When it is too large for Lambda, it keeps the 100 largest keys of each facet, the worst 100
 * removals and no contributions to rules. What was stored and published is complete.
 */
export function answerOf<Answer extends SectorAnswer>(answers: Answer[]): (Answer | SectorResult)[] {
  const bytes = Buffer.byteLength(JSON.stringify(answers));
  return bytes <= MOST_ANSWER_BYTES
    ? answers
    : answers.map((one) => (isInParts(one) ? one : shortened(one as SectorResult)));
}

function shortened(result: SectorResult): SectorResult {
  const { assessment } = result;
  const scopes = assessment.scopes.map(shortenedScope);
  const rules = assessment.rules.map((finding) => ({ ...finding, contributions: null }));
  return { ...result, assessment: { ...assessment, scopes, rules }, shortened: true };
}

function shortenedScope(scope: ScopeMeasures): ScopeMeasures {
  if ("empty" in scope) return scope;
  const facets = Object.entries(scope.facets).map(([facet, measures]) => {
    return [facet, shortenedFacet(measures)];
  });
  return {
    ...scope,
    facets: Object.fromEntries(facets) as MeasuredScope["facets"],
    ...shortenedRemovals(scope),
  };
}

/** The worst removals; the others are counted, and bounded where those that were not listed before are. */
function shortenedRemovals({ removals, moreRemovals = 0, moreRemovalsAtMost }: MeasuredScope) {
  const left = removals.slice(KEYS_LEFT).map(({ loss }) => loss);
  if (left.length === 0) return {};
  const isBounded = moreRemovals === 0 || moreRemovalsAtMost !== undefined;
  const all = [...left, ...(moreRemovalsAtMost === undefined ? [] : [moreRemovalsAtMost])];
  const atMost = {
    lower: Math.max(...all.map(({ lower }) => lower)),
    upper: Math.max(...all.map(({ upper }) => upper)),
  };
  return {
    removals: removals.slice(0, KEYS_LEFT),
    moreRemovals: left.length + moreRemovals,
    ...(isBounded ? { moreRemovalsAtMost: atMost } : {}),
  };
}

/** The largest keys, and all others summed up in one. */
function shortenedFacet({ keys, more, ...measures }: FacetMeasures): FacetMeasures {
  const left = keys.slice(KEYS_LEFT);
  const sum = (read: (key: FacetMeasures["keys"][number]) => number, start = 0) =>
    left.reduce((total, key) => total + read(key), start);
  const others = {
    keys: left.length + (more?.keys ?? 0),
    exposure: sum(({ exposure }) => exposure, more?.exposure),
    share: sum(({ share }) => share, more?.share),
  };
  return { ...measures, keys: keys.slice(0, KEYS_LEFT), ...(others.keys === 0 ? {} : { more: others }) };
}
