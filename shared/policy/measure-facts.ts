import type { Facet } from "../supply/facet-totals.ts";
import type { CountryCode } from "../values/identifier.ts";
import { type ByKind, entryOf, type LookThroughMeasure, type Measure, type MeasureOf } from "./measure.ts";

/** The units: index points, a number of keys, or a fraction from 0 to 1. */
export type MeasureUnit = "points" | "number" | "fraction";

/** What holds of a measure whatever the data are. */
export interface MeasureFacts {
  /** The unit of its value and of its limits. */
  unit: MeasureUnit;
  /**
   * What its value is about: how exposure is spread over keys, how much exposure counts, how much has no known
   * key, or how much is lost through the tiers. A change has the family of what changes.
   */
  family: "concentration" | "counted" | "unknown" | "tiers";
  /** The facets that show who stands behind its value. */
  shownBy: [Facet, ...Facet[]];
  /** The facet whose keys divide its contributions. */
  dividedBy: Facet;
  /** The facet of the keys that give up exposure when supply moves. */
  movedBy: Facet;
  /** The countries, companies and list that it names. */
  names: Names;
  /** For a loss by one removal: what is removed. Otherwise `null`. */
  removes: "owner" | "country" | null;
  /** For a change: the days between the two windows. Otherwise `null`. */
  daysBefore: number | null;
}

/** The countries, companies and restricted list that a measure is about. */
interface Names {
  countries: CountryCode[];
  owners: string[];
  suppliers: string[];
  list: string | null;
}

const factsByKind: ByKind<MeasureFacts> = {
  hhi: (measure) => ({ ...concentration(measure), unit: "points" }),
  top: concentration,
  effective: (measure) => ({ ...concentration(measure), unit: "number" }),
  unknown: ({ facet }) => fractionFacts("unknown", facet),
  direct: (measure) => ({
    ...fractionFacts("counted", "owner"),
    shownBy: ["origin", "owner"],
    movedBy: "supplier",
    names: namesIn(measure.of),
  }),
  influenced: (measure) => ({
    ...fractionFacts("counted", "supplier"),
    names: namesIn(measure.of),
  }),
  share: (measure) => {
    const facet = facetOfShare(measure);
    const isMade = facet === "origin";
    return {
      ...fractionFacts("counted", facet === "control" ? "owner" : facet),
      shownBy: [facet],
      movedBy: isMade ? "origin" : "supplier",
      names: namesIn(measure.of),
    };
  },
  "look-through": (measure) => ({
    ...fractionFacts("tiers", "supplier"),
    shownBy: ["owner"],
    names: namesIn(measure.of),
  }),
  loss: (measure) => ({
    ...fractionFacts("tiers", "supplier"),
    shownBy: [measure.of === "owner" ? "owner" : "control"],
    removes: measure.of,
  }),
  change: ({ of, days }) => ({ ...factsOf(of), daysBefore: days }),
};

/** What holds of a measure whatever the data are. */
export function factsOf(measure: Measure): MeasureFacts {
  return entryOf(factsByKind, measure);
}

/** Whether a measure describes how exposure is spread over the keys of a facet. */
export function isConcentration(measure: Measure): boolean {
  return factsOf(measure).family === "concentration";
}

function concentration(measure: MeasureOf<"hhi" | "top" | "effective">): MeasureFacts {
  return fractionFacts("concentration", measure.facet);
}

/** The facts of a measure whose value is a fraction, and that depends on one facet only. */
function fractionFacts(family: MeasureFacts["family"], facet: Facet): MeasureFacts {
  return {
    unit: "fraction",
    family,
    shownBy: [facet],
    dividedBy: facet,
    movedBy: facet,
    names: { countries: [], owners: [], suppliers: [], list: null },
    removes: null,
    daysBefore: null,
  };
}

function facetOfShare({ of }: MeasureOf<"share">): Facet {
  if ("facet" in of) return of.facet;
  return "suppliers" in of ? "supplier" : "owner";
}

function namesIn(of: LookThroughMeasure["of"]): Names {
  return {
    countries: "countries" in of ? of.countries : [],
    owners: "owners" in of ? of.owners : [],
    suppliers: "suppliers" in of ? of.suppliers : [],
    list: "list" in of ? of.list : null,
  };
}
