import { directDependency } from "../../measures/counted-share.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import { wordingOf } from "../../policy/wording.ts";
import type { Scope } from "../../supply/scope.ts";
import { withCapitalArticle } from "../../text/lines.ts";
import { shareText } from "../../text/share.ts";
import { countryInText } from "../../values/country-in-text.ts";

const MOST_MERGED = 10;
const NEAR_CHINA = ["HK", "MO"];

/** Which countries the policy counts as others, and how Hong Kong and Macao are counted when that matters. */
export function countedTexts(sector: Scope, policy: Policy): string[] {
  const { rules, countAs = {} } = policy;
  const pairs = Object.entries(countAs);
  const merged = pairs
    .slice(0, MOST_MERGED)
    .map(([country, as]) => `${withCapitalArticle(placeName(country))} counts as ${placeName(as)} here.`);
  if (pairs.length > MOST_MERGED) {
    merged.push(`${pairs.length - MOST_MERGED} more countries count as others here.`);
  }
  const named = new Set(rules.flatMap(({ measure }) => factsOf(measure).names.countries));
  const apart = NEAR_CHINA.filter((place) => countAs[place] === undefined && !named.has(place)).filter(
    (place) => directDependency(sector, [place]).lower > 0,
  );
  if (!named.has("CN") || apart.length === 0) return merged;
  const places = apart.map(placeName).join(" and ");
  const share = shareText(directDependency(sector, apart).lower);
  const [count, them] = apart.length === 1 ? ["counts", "there"] : ["count", "in one of them"];
  return [
    ...merged,
    `${places} ${count} apart from China, with ${share} of ${wordingOf(policy).supply} made or controlled ${them}.`,
  ];
}

/** The name of a country. Hong Kong and Macao are named without China, because the text says how they are counted. */
function placeName(code: string): string {
  return code === "HK" ? "Hong Kong" : code === "MO" ? "Macao" : countryInText(code);
}
