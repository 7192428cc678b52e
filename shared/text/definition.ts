import { type Called, NOTHING_CALLED } from "../policy/called.ts";
import { calledMeasure } from "../policy/called-measure.ts";
import { type Definition, isSameMeasure } from "../policy/definition.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { oneLine } from "../values/one-line.ts";
import { wordsOf } from "./measure-words.ts";
import { MOST_COMPANIES } from "./set-names.ts";

/** The old and the new definition of a rule in words: only what differs. */
export function definitionChange(
  from: Definition,
  now: Definition,
  called: Pick<Called, "names"> = NOTHING_CALLED,
): string {
  const measured = ({ measure }: Definition) => quotedMeasure(calledMeasure(measure, called));
  const parts = [
    isSameMeasure(from.measure, now.measure) ? [] : `it measured ${measured(from)}, now ${measured(now)}`,
    from.side === now.side ? [] : `the trouble was a value ${from.side} its limits, now one ${now.side} them`,
    from.by === now.by ? [] : `it had one alert ${perText(from.by)}, now one ${perText(now.by)}`,
  ];
  return parts.flat().join("; ");
}

function quotedMeasure(measure: Measure): string {
  const { countries, owners, suppliers } = factsOf(measure).names;
  const companies = [...owners, ...suppliers];
  // A set of three countries is written as one and 2 more, so two different sets may read the same.
  const all = [
    ...(countries.length > 2 ? countries : []),
    ...(companies.length > MOST_COMPANIES ? companies.map(oneLine) : []),
  ];
  return `"${wordsOf(measure).phrase}${all.length === 0 ? "" : `: ${all.join(", ")}`}"`;
}

function perText(by: Definition["by"]): string {
  return by === null ? "for the whole sector" : `for each ${by}`;
}
