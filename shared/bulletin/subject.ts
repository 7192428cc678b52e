import type { Called } from "../policy/called.ts";
import { calledMeasure } from "../policy/called-measure.ts";
import type { Level } from "../policy/level.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { defaultWording } from "../policy/wording.ts";
import { titleName } from "../text/alert-name.ts";
import { dayText } from "../text/day-text.ts";
import { shortLimitPhrase } from "../text/limit.ts";
import { wordsOf } from "../text/measure-words.ts";
import { digitsBeside, pointsAfter } from "../text/measured-value.ts";
import { reasonText } from "../text/reasons.ts";
import { percentNumber } from "../text/share.ts";
import type { Interval } from "../values/interval.ts";
import { oneLine } from "../values/one-line.ts";
import { levelsText, ruleEvents, sectorEvents } from "./event-words.ts";
import type { News, RuleNews } from "./news.ts";
import { hasRoomBetween, shortenSubject, shortLabel, toAscii } from "./subject-line.ts";

const ENDS = ["RESOLVED", "CLOSED"];

/**
 * The subject of a bulletin: the worst news, how many more there are, and how many of them are resolved. When this news is an end,
 * also what is still open (`open`: the levels of all open alerts). Printable ASCII of less than 100 characters, whatever
 * names the data has.
 */
export function composeSubject(
  label: string,
  news: News[],
  open: Level[] = [],
  { isExample, ...words }: SubjectWords = { ...defaultWording, isExample: false },
): string {
  const [worst, ...others] = news;
  if (worst === undefined) throw new Error("a bulletin without news has no subject");
  const example = isExample ? ", example data" : "";
  const [before, after] = [toAscii(`[${tag(worst)}] `), toAscii(`: ${headline(worst, words)}`)];
  const tail = toAscii(
    `${limitPart(worst)}${stillOpenPart(worst, open)}${othersPart(worst, others)}${example}`,
  );
  const hasNumber = worst.scope === "rule" && toldValue(worst) !== null;
  if (worst.scope === "rule" && !hasNumber) {
    // The reason stays whole, and the title is cut.
    const end = toAscii(`: ${reasonText(worst)}`) + tail;
    const start = `${before}${toAscii(`${label}: `)}`;
    const title = toAscii(titleName(worst.title, asciiGroup(worst)));
    if (hasRoomBetween(start, end)) return shortenSubject(`${start}${title}`, end);
  }
  const shown = hasNumber ? shortLabel(toAscii(label), before, after, tail) : toAscii(label);
  return shortenSubject(`${before}${shown}${after}`, tail);
}

/** `, 2 more, 1 resolved`: how many other pieces of news there are, those that are an end by themselves. */
function othersPart(worst: News, others: News[]): string {
  const tags = others.map(tag);
  const ends = ENDS.flatMap((end) => {
    const { length } = tags.filter((one) => one === end);
    return length === 0 ? [] : [`${length} ${tag(worst) === end ? "more " : ""}${end.toLowerCase()}`];
  });
  const rest = tags.filter((one) => !ENDS.includes(one)).length;
  // After an end, `1 more` would read as one more end.
  const isEnd = worst.scope === "rule" && ruleEvents[worst.event].isEnd;
  const more = rest === 0 ? [] : [`${rest} ${isEnd ? "other" : "more"}`];
  return [...(isEnd ? [...ends, ...more] : [...more, ...ends])].map((part) => `, ${part}`).join("");
}

interface SubjectWords {
  /** What companies are called, by their ids. */
  names: Called["names"];
  /** What is bought, as the company calls it. */
  supply: string;
  /** Whether some of the data is an example. */
  isExample: boolean;
}

function tag(news: News): string {
  return news.scope === "sector" ? sectorEvents[news.event].tag : ruleEvents[news.event].tag(news);
}

function headline(news: News, { supply, names }: Omit<SubjectWords, "isExample">): string {
  if (news.scope === "sector") return news.text;
  const { measure, limit, level } = news;
  const group = asciiGroup(news);
  if (toldValue(news) === null) return `${titleName(news.title, group)}: ${reasonText(news)}`;
  const { bound, hedge } = decisiveBound(news, level);
  const value = valueBeside(measure, bound, limit);
  const what = group === null ? supply : oneLine(group);
  const where = group === null ? "" : ` in ${what}`;
  // The level and the number come first; when there is no room, the words are shortened.
  const now = ruleEvents[news.event].isMove ? `${level.toUpperCase()}, ` : "";
  return `${now}${wordsOf(calledMeasure(measure, { names: asciiNames(names) })).headline(`${hedge}${value}`, what, where)}`;
}

/** The short names that ASCII has a form of; other companies keep their ids. */
function asciiNames(names: Called["names"]): Called["names"] {
  return new Map([...names].filter(([, name]) => !toAscii(name).includes("?")));
}

/** The item or program in a subject, which is ASCII: the code of an item whose title cannot be written so. */
function asciiGroup({ group, groupTitle }: RuleNews): string | null {
  return groupTitle === null || toAscii(groupTitle).includes("?") ? group : groupTitle;
}

function limitPart(news: News): string {
  if (news.scope === "sector" || toldValue(news) === null) return "";
  const was = ruleEvents[news.event].isMove ? `, was ${news.was.toUpperCase()}` : "";
  // A subject has no room for more: the figure is not of today.
  const last = news.observed === null && news.before !== null ? `on ${dayText(news.before.asOf)}; ` : "";
  return ` (${last}${shortLimitPhrase(news.measure, news.limit, news.side, news.atLimit)}${was})`;
}

/** `; 1 CRITICAL, 2 WARNING still open`. */
function stillOpenPart(news: News, open: Level[]): string {
  if (news.scope === "sector" || !ruleEvents[news.event].isEnd || open.length === 0) return "";
  return `; ${levelsText(open)} still open`;
}

/** The value that the subject tells: what was observed; of an alert that goes on without that, what was last known. */
function toldValue({ observed, level, change, before }: RuleNews): Interval | null {
  if (observed !== null || level === "none" || change !== null || before === null) return observed;
  return { lower: before.lower, upper: before.upper ?? Number.POSITIVE_INFINITY };
}

/**
 * The bound that decides: usually the certain one. The possible one when only that crosses the limit, or when
 * the alert is over and that is inside as well.
 */
function decisiveBound(news: RuleNews, level: Level): { bound: number; hedge: string } {
  const { side } = news;
  const { lower, upper } = toldValue(news) ?? { lower: 0, upper: 0 };
  const isCertain = level === "warning" || level === "critical" || lower === upper;
  const bound = isCertain === (side === "above") ? lower : upper;
  if (isCertain) return { bound, hedge: "" };
  if (level === "none") return { bound, hedge: side === "above" ? "at most " : "at least " };
  return { bound, hedge: side === "above" ? "up to " : "down to " };
}

/** The value with as few decimals as keep it different from its limit: 25.3% of 25%, not 25%. */
function valueBeside(measure: Measure, value: number, limit: number): string {
  if (!Number.isFinite(value)) return "any number of";
  const unit = factsOf(measure).unit;
  const digits = digitsBeside(measure, value, limit, unit === "number" ? 1 : 0);
  return unit === "fraction"
    ? `${percentNumber(value, digits)}%${pointsAfter(measure)}`
    : value.toFixed(digits);
}
