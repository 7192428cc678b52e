import type { Level } from "./alert.ts";
import type { Measure } from "./measure.ts";
import { unitOf } from "./measure.ts";
import type { News } from "./news.ts";
import { limitText, measurePhrase } from "./wording.ts";

// SNS documents "less than 100 characters", so that is what is written.
const LONGEST = 99;

/**
 * The subject of a bulletin: the worst news, then how many more. Printable ASCII and less than 100 characters,
 * whatever names the data holds.
 */
export function composeSubject(label: string, news: News[]): string {
  const [worst, ...others] = news;
  if (worst === undefined) throw new Error("a bulletin without news has no subject");
  const more = others.length === 0 ? "" : ` +${others.length} more`;
  return shorten(
    toAscii(`[${tag(worst)}] ${label}: ${headline(worst)}`),
    toAscii(`${limitPart(worst)}${more}`),
  );
}

/** The text in printable ASCII: accents fall off, what has no ASCII form becomes `?`. */
export function toAscii(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’]/g, "'")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/[^\x20-\x7e]/gu, "?");
}

function shorten(head: string, tail: string): string {
  const room = LONGEST - tail.length;
  return (head.length > room ? `${head.slice(0, room - 3)}...` : head) + tail;
}

function tag(news: News): string {
  switch (news.event) {
    case "no-data":
      return "NO DATA";
    case "data-back":
      return "DATA BACK";
    case "resolved":
      return "RESOLVED";
    case "eased":
      return "EASED";
    default:
      return news.level.toUpperCase();
  }
}

function headline(news: News): string {
  if (news.scope === "sector") return news.text;
  const { observed, measure, limit, level } = news;
  if (observed === null) return `${news.title}, rule removed`;
  const { bound, hedge } = decisiveBound(news, level);
  const value = valueBeside(measure, bound, limit);
  if (measure.kind === "hhi") return `${measurePhrase(measure)} ${hedge}${value}`;
  if (measure.kind === "effective") return `${hedge}${value} ${measurePhrase(measure)}`;
  return `${hedge}${value} of supply ${measurePhrase(measure)}`;
}

function limitPart(news: News): string {
  if (news.scope === "sector" || news.observed === null) return "";
  return ` (limit ${compact(limitText(news.measure, news.limit))})`;
}

/** The bound that decides: the certain one, or at `possible` the one that counts everything unknown. */
function decisiveBound(
  news: Extract<News, { scope: "rule" }>,
  level: Level,
): { bound: number; hedge: string } {
  const { side, observed } = news;
  const { lower, upper } = observed ?? { lower: 0, upper: 0 };
  if (level !== "possible") return { bound: side === "above" ? lower : upper, hedge: "" };
  return side === "above" ? { bound: upper, hedge: "up to " } : { bound: lower, hedge: "down to " };
}

/** The value as short as it can be while it still reads differently from its limit: 25.3 % of 25 %, not 25 %. */
function valueBeside(measure: Measure, value: number, limit: number): string {
  const unit = unitOf(measure);
  if (!Number.isFinite(value)) return "any number of";
  const [scaled, suffix] = unit === "fraction" ? [value * 100, "%"] : [value, ""];
  const scaledLimit = unit === "fraction" ? limit * 100 : limit;
  for (let digits = unit === "number" ? 1 : 0; digits < 4; digits += 1) {
    const text = scaled.toFixed(digits);
    if (value === limit || Number(text) !== Number(scaledLimit.toFixed(digits))) return text + suffix;
  }
  return scaled.toPrecision(3) + suffix;
}

function compact(text: string): string {
  return text.replace(" %", "%").replaceAll(",", "");
}
