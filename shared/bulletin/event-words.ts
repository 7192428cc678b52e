import type { RuleEvent, SectorEvent } from "../alerts/alert.ts";
import { reasonTexts } from "../text/reasons.ts";
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
  /** Since when the alert is open, and its state; `null` when its line already says so. */
  state: (news: RuleNews) => string | null;
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
    state: ({ since, isFirstLook, hiddenBy, shownSince }) => {
      const open = `open ${sinceText(since, isFirstLook)}`;
      if (hiddenBy === "silence") return `${open} behind a silence that is over`;
      if (hiddenBy === "quiet") return `WORSE than possible, ${open}`;
      return isFirstLook ? `NEW, found at the first look${shownText(shownSince)}` : "NEW";
    },
  },
  worsened: {
    ...plain,
    order: BAD,
    tag: () => "WORSE",
    heading: level,
    isMove: true,
    state: ({ was, since, isFirstLook }) => `WORSE than ${was}, open ${sinceText(since, isFirstLook)}`,
  },
  eased: {
    ...plain,
    order: BETTER,
    tag: () => "EASED",
    heading: (news) => `EASED to ${level(news)}`,
    isRelief: true,
    isMove: true,
    state: ({ was, since, isFirstLook }) => `better than ${was}, open ${sinceText(since, isFirstLook)}`,
  },
  resolved: {
    ...plain,
    order: BETTER,
    tag: ({ observed }) => (observed === null ? "CLOSED" : "RESOLVED"),
    heading: () => "RESOLVED",
    isRelief: true,
    isEnd: true,
    state: ({ reason, since, isFirstLook, hiddenBy }) =>
      `${hiddenBy === "silence" ? "told now because " : ""}${reasonTexts[reason]}, was open ${sinceText(since, isFirstLook)}`,
  },
  "rule-changed": {
    ...plain,
    order: NEITHER,
    tag: () => "RULE CHANGED",
    heading: () => "RULE CHANGED",
    isEnd: true,
    state: () => null,
  },
  reminder: {
    ...plain,
    order: KNOWN,
    tag: (news) => `STILL ${level(news)}`,
    heading: (news) => `STILL ${level(news)}`,
    state: ({ reason, since, isFirstLook }) => {
      const open = `open ${sinceText(since, isFirstLook)}`;
      return reason === "silence-over" ? `${open}, ${reasonTexts[reason]}` : open;
    },
  },
};

export const sectorEvents: Record<SectorEvent, Pick<EventWords<News>, "order"> & { tag: string }> = {
  "no-data": { order: BLIND, tag: "NO DATA" },
  "data-back": { order: BETTER, tag: "DATA BACK" },
  stale: { order: BAD, tag: "STALE DATA" },
  fresh: { order: BETTER, tag: "FRESH DATA" },
};

/** The place of news in the order; 0 comes first. */
export function orderOf(news: News): number {
  return (news.scope === "sector" ? sectorEvents[news.event] : ruleEvents[news.event]).order;
}

function shownText(day: Day | null): string {
  return day === null ? "" : `; positions show it since ${day} at least`;
}

/** `since 2026-08-31`. An alert of the first look at a sector may have begun on any day before. */
export function sinceText(since: Day, isFirstLook: boolean): string {
  return isFirstLook ? `since the first look (${since})` : `since ${since}`;
}
