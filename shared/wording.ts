import { countryName } from "./country-name.ts";
import type { Unit } from "./exposure.ts";
import { type LookThroughMeasure, type Measure, type ScopeMeasure, unitOf } from "./measure.ts";
import type { Facet } from "./scope.ts";

/** What one key of a facet is called, and several of them. */
export const facetNouns: Record<Facet, { one: string; many: string }> = {
  supplier: { one: "supplier", many: "suppliers" },
  owner: { one: "owner", many: "owners" },
  origin: { one: "country of manufacture", many: "countries of manufacture" },
  control: { one: "country of control", many: "countries of control" },
};

/** `28.0 %`: a fraction for a table, with `digits` decimals. */
export function percent(fraction: number, digits = 1): string {
  return `${(fraction * 100).toFixed(digits)} %`;
}

/** `USD 590.5 M`, `kWh 12.0 k`, `USD 5`: an exposure in its unit, short enough for a phone. */
export function money(exposure: number, unit: Unit): string {
  const [divisor, suffix] =
    [[1e9, " B"] as const, [1e6, " M"] as const, [1e3, " k"] as const].find(([size]) => exposure >= size) ??
    ([1, ""] as const);
  return `${unit} ${(exposure / divisor).toFixed(divisor === 1 ? 0 : 1)}${suffix}`;
}

/** A measured value for the body of an e-mail: `28.0 %`, `71.0-83.0 %`, `2,600`, `2.9 or more`. */
export function intervalText(measure: Measure, lower: number, upper: number | null): string {
  const [low, high] = [valueText(measure, lower), upper === null ? null : valueText(measure, upper)];
  if (high === null) return `${low} or more`;
  if (low === high) return low;
  return `${low.replace(/ %$/, "")}-${high}`;
}

/** A limit as its policy gives it: `65 %`, `1,800`, `3`. */
export function limitText(measure: Measure, limit: number): string {
  return unitOf(measure) === "fraction" ? `${Number((limit * 100).toFixed(4))} %` : grouped(limit, 2);
}

/** What a measure counts, to follow its value: `made in China`, `with the 3 largest owners`. */
export function measurePhrase(measure: Measure): string {
  switch (measure.kind) {
    case "hhi":
      return `concentration by ${facetNouns[measure.facet].one}, HHI`;
    case "effective":
      return `effective ${facetNouns[measure.facet].many}`;
    case "top":
      return measure.n === 1
        ? `with one ${facetNouns[measure.facet].one}`
        : `with ${measure.n} ${facetNouns[measure.facet].many}`;
    case "unknown":
      return `without a known ${facetNouns[measure.facet].one}`;
    case "direct":
      return `made in or controlled from ${countriesText(measure.of.countries)}`;
    case "share":
      return sharePhrase(measure.of);
    case "look-through":
      return `at risk via ${setPhrase(measure.of)}`;
    case "loss":
      return `lost if one ${measure.of} stops`;
    case "change":
      return `${measurePhrase(measure.of)}, change in ${measure.days} days`;
  }
}

function sharePhrase(of: Extract<ScopeMeasure, { kind: "share" }>["of"]): string {
  if ("countries" in of) {
    return `${of.facet === "origin" ? "made in" : "controlled from"} ${countriesText(of.countries)}`;
  }
  if ("owners" in of) return `owned by ${of.owners.join(", ")}`;
  return `from ${setPhrase(of)}`;
}

/** What a look-through removes: `China`, `catl`, `the NDAA-154 list`. */
export function setPhrase(of: LookThroughMeasure["of"]): string {
  if ("countries" in of) return countriesText(of.countries);
  if ("list" in of) return `the ${of.list.toUpperCase()} list`;
  return ("owners" in of ? of.owners : of.suppliers).join(", ");
}

function countriesText(codes: string[]): string {
  const [first, second] = codes;
  if (first === undefined) return "nowhere";
  if (second === undefined) return countryName(first);
  return codes.length === 2
    ? `${countryName(first)}, ${countryName(second)}`
    : `${countryName(first)} +${codes.length - 1}`;
}

function valueText(measure: Measure, value: number): string {
  switch (unitOf(measure)) {
    case "fraction":
      return percent(value);
    case "points":
      return grouped(value, 0);
    case "number":
      return value.toFixed(1);
  }
}

function grouped(value: number, digits: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** Makes a name from outside safe to show on one line: no line breaks, control or direction marks, at most 60 characters. */
export function oneLine(name: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length > 60 ? `${clean.slice(0, 59)}…` : clean;
}
