import type { RuleEvent, SectorEvent } from "../alerts/alert.ts";
import type { ShownSince } from "../assessment/look-back.ts";
import type { Level } from "../policy/level.ts";
import { dayText } from "../text/day-text.ts";
import { capitalized } from "../text/lines.ts";
import { reasonText, reasonTexts } from "../text/reasons.ts";
import type { Day } from "../values/day.ts";
import type { News, RuleNews } from "./news.ts";

/** The words for an event, and how its news is ordered and compared. */
interface EventWords<Told extends News> {
  /** Its place in the order of the news; 0 comes first. */
  order: number;
  /** The tag of a subject, without brackets. */
  tag: (news: Told) => string;
  /** The first word of its line in the body. */
  heading: (news: Told) => string;
}

interface RuleEventWords extends EventWords<RuleNews> {
  /** Whether an alert is better or over. Such news is compared with what readers were told last. */
  isRelief: boolean;
  /** Whether the event is a change from one level to another. The tag of such an event does not say to which. */
  isMove: boolean;
  /** Whether the alert is over. */
  isEnd: boolean;
  /** Whether it is new, or since when it is open, and why it is told: sentences. */
  state: (news: RuleNews) => string;
}

const level = ({ level }: RuleNews) => level.toUpperCase();
const plain = { isRelief: false, isMove: false, isEnd: false };

// First news that nothing can be seen, since everything else is then what was seen last. Then bad news, neutral
// news, good news, and what readers already know.
const [BLIND, BAD, NEITHER, BETTER, KNOWN] = [0, 1, 2, 3, 4];

export const ruleEvents: Record<RuleEvent, RuleEventWords> = {
  raised: {
    ...plain,
    order: BAD,
    tag: level,
    heading: level,
    state: ({ since, isFirstLook, isFirstFigure, hiddenBy, shownSince }) => {
      const open = `pen ${sinceText(since, isFirstLook)}`;
      if (hiddenBy === "silence") return `O${open}; a silence hid it until now.`;
      if (hiddenBy === "quiet") return `Worse than possible, o${open}.`;
      if (isFirstFigure) return "New; the last assessment had no figure of this rule.";
      return isFirstLook ? `New${shownText(shownSince, since)}.` : "New.";
    },
  },
  worsened: {
    ...plain,
    order: BAD,
    tag: () => "WORSE",
    heading: level,
    isMove: true,
    state: ({ was, since, isFirstLook }) => `Worse than ${was}, open ${sinceText(since, isFirstLook)}.`,
  },
  eased: {
    ...plain,
    order: BETTER,
    tag: () => "EASED",
    heading: (news) => `EASED to ${level(news)}`,
    isRelief: true,
    isMove: true,
    state: ({ was, since, isFirstLook }) => `Better than ${was}, open ${sinceText(since, isFirstLook)}.`,
  },
  resolved: {
    ...plain,
    order: BETTER,
    tag: ({ observed }) => (observed === null ? "CLOSED" : "RESOLVED"),
    heading: ({ observed }) => (observed === null ? "CLOSED" : "RESOLVED"),
    isRelief: true,
    isEnd: true,
    state: (news) => {
      const { since, isFirstLook } = news;
      return `${capitalized(endText(news))}. It was open ${sinceText(since, isFirstLook)}.`;
    },
  },
  "rule-changed": {
    ...plain,
    order: NEITHER,
    tag: () => "RULE CHANGED",
    heading: () => "RULE CHANGED",
    isEnd: true,
    state: ({ was, since, isFirstLook, hiddenBy }) => {
      const known =
        was === "none" ? [] : [`It was ${was.toUpperCase()}, open ${sinceText(since, isFirstLook)}.`];
      const late = hiddenBy === "silence" ? ["Told now because its silence is over."] : [];
      return [...known, ...late].join(" ");
    },
  },
  reminder: {
    ...plain,
    order: KNOWN,
    tag: (news) => `STILL ${level(news)}`,
    heading: (news) => `STILL ${level(news)}`,
    state: ({ reason, since, isFirstLook }) => {
      const open = `Open ${sinceText(since, isFirstLook)}`;
      return reason === "silence-over" ? `${open}; ${reasonTexts[reason]}.` : `${open}.`;
    },
  },
};

export const sectorEvents: Record<SectorEvent, Pick<EventWords<News>, "order"> & { tag: string }> = {
  "no-data": { order: BLIND, tag: "NO DATA" },
  "data-back": { order: BETTER, tag: "DATA BACK" },
  stale: { order: BAD, tag: "STALE DATA" },
  fresh: { order: BETTER, tag: "FRESH DATA" },
};

/** Why an alert is over; and where a silence hid it until now, that this is why it is told now. */
function endText(news: RuleNews): string {
  if (news.hiddenBy !== "silence") return reasonText(news);
  const late = `told now because ${reasonTexts["silence-over"]}`;
  return news.reason === "silence-over" ? late : `${reasonText(news)}; ${late}`;
}

/** The place of news in the order; 0 comes first. */
export function orderOf(news: News): number {
  return (news.scope === "sector" ? sectorEvents[news.event] : ruleEvents[news.event]).order;
}

/** Since when stored data show an alert that the first look at a sector found, on `checked`. */
function shownText(shown: ShownSince | null, checked: Day): string {
  if (shown === null) return ", found at the first look";
  const { first, before } = shown;
  const since =
    before === null
      ? `${dayText(first)} or earlier`
      : `a day between ${dayText(before)} and ${dayText(first)}`;
  return `: the stored data has shown it since ${since}, first checked on ${dayText(checked)}`;
}

/** `since 31 Aug 2026`. An alert of the first look at a sector may have begun on any day before. */
export function sinceText(since: Day, isFirstLook: boolean): string {
  return isFirstLook ? `since the first look (${dayText(since)})` : `since ${dayText(since)}`;
}

/** `1 CRITICAL, 2 WARNING`. Levels that are only possible are named when nothing is certain. */
export function levelsText(open: Level[]): string {
  const count = (level: Level) => {
    const { length } = open.filter((one) => one === level);
    return length === 0 ? [] : `${length} ${level.toUpperCase()}`;
  };
  const certain = [count("critical"), count("warning")].flat();
  const named = certain.length > 0 ? certain : [count("possible")].flat();
  return named.join(", ");
}
