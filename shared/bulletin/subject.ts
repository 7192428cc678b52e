import type { Level } from "../policy/level.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { titleName } from "../text/alert-name.ts";
import { shortLimitPhrase } from "../text/limit.ts";
import { wordsOf } from "../text/measure-words.ts";
import { digitsBeside, pointsAfter } from "../text/measured-value.ts";
import { reasonTexts } from "../text/reasons.ts";
import { percentNumber } from "../text/share.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { oneLine } from "../values/one-line.ts";
import { ruleEvents, sectorEvents } from "./event-words.ts";
import type { News, RuleNews } from "./news.ts";

// SNS documents "less than 100 characters", so that is what is written.
const LONGEST = 99;

/**
 * The subject of a bulletin: the worst news, then how many more; where that is an end, what is still open (`open`: the
 * levels of all alerts that are). Printable ASCII and less than 100 characters,
 * whatever names the data holds.
 */
export function composeSubject(label: string, news: News[], open: Level[] = []): string {
  const [worst, ...others] = news;
  if (worst === undefined) throw new Error("a bulletin without news has no subject");
  const more = others.length === 0 ? "" : ` +${others.length} more`;
  return shortenSubject(
    toAscii(`[${tag(worst)}] ${label}: ${headline(worst)}`),
    toAscii(`${limitPart(worst)}${stillOpenPart(worst, open)}${more}`),
  );
}

/** The text in printable ASCII: accents fall off, what has no ASCII form becomes `?`. */
export function toAscii(text: string): string {
  const ascii = text
    .replace(/[\u2068\u2069]/g, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’]/g, "'")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/[^\x20-\x7e]/gu, "?");
  // Letters of another width may have become a link only now.
  return withoutLinks(ascii);
}

/** A subject whose end must stand: what comes before it gives way when both are too long. */
export function shortenSubject(head: string, tail: string): string {
  const room = LONGEST - tail.length;
  return (head.length > room ? `${head.slice(0, room - 3)}...` : head) + tail;
}

function tag(news: News): string {
  return news.scope === "sector" ? sectorEvents[news.event].tag : ruleEvents[news.event].tag(news);
}

function headline(news: News): string {
  if (news.scope === "sector") return news.text;
  const { observed, measure, limit, level, group } = news;
  if (observed === null) return `${titleName(news.title, group)}: ${reasonTexts[news.reason]}`;
  const { bound, hedge } = decisiveBound(news, level);
  const value = valueBeside(measure, bound, limit);
  const what = group === null ? "supply" : oneLine(group);
  const where = group === null ? "" : ` in ${what}`;
  // The level and the number first: where there is no room, the words give way.
  const now = ruleEvents[news.event].isMove ? `${level.toUpperCase()}, ` : "";
  return `${now}${wordsOf(measure).headline(`${hedge}${value}`, what, where)}`;
}

function limitPart(news: News): string {
  if (news.scope === "sector" || news.observed === null) return "";
  const was = ruleEvents[news.event].isMove ? `, was ${news.was.toUpperCase()}` : "";
  return ` (${shortLimitPhrase(news.measure, news.limit, news.side, news.atLimit)}${was})`;
}

/** `; 1 CRITICAL, 2 WARNING still open`. What is only possible is named where nothing is certain. */
function stillOpenPart(news: News, open: Level[]): string {
  if (news.scope === "sector" || !ruleEvents[news.event].isEnd) return "";
  const count = (level: Level) => {
    const { length } = open.filter((one) => one === level);
    return length === 0 ? [] : `${length} ${level.toUpperCase()}`;
  };
  const certain = [count("critical"), count("warning")].flat();
  const named = certain.length > 0 ? certain : [count("possible")].flat();
  return named.length === 0 ? "" : `; ${named.join(", ")} still open`;
}

/**
 * The bound that decides: the certain one; the one that counts everything unknown where only that crosses, or where
 * it is inside as well and the alert is over.
 */
function decisiveBound({ side, observed }: RuleNews, level: Level): { bound: number; hedge: string } {
  const { lower, upper } = observed ?? { lower: 0, upper: 0 };
  const isCertain = level === "warning" || level === "critical" || lower === upper;
  const bound = isCertain === (side === "above") ? lower : upper;
  if (isCertain) return { bound, hedge: "" };
  if (level === "none") return { bound, hedge: side === "above" ? "at most " : "at least " };
  return { bound, hedge: side === "above" ? "up to " : "down to " };
}

/** The value as short as it can be while it still reads differently from its limit: 25.3% of 25%, not 25%. */
function valueBeside(measure: Measure, value: number, limit: number): string {
  if (!Number.isFinite(value)) return "any number of";
  const unit = factsOf(measure).unit;
  const digits = digitsBeside(measure, value, limit, unit === "number" ? 1 : 0);
  return unit === "fraction"
    ? `${percentNumber(value, digits)}%${pointsAfter(measure)}`
    : value.toFixed(digits);
}
