import { type CommandPlace, callOf, type ProposedCommand, placeFlag, whereToRun } from "../text/command.ts";
import { indent, sectionsText, sentence } from "../text/lines.ts";
import { wrapped } from "../text/wrapped.ts";
import { moreLine, noun } from "../values/count.ts";
import { momentText } from "../values/day.ts";
import type { KnownProblem, WatchNews } from "./watch.ts";

/** How many problems of each kind are listed: SNS accepts 256 KB. */
export const MOST_FINDINGS = 12;

/** What the text of a look is made of. */
export interface WatchTextInput {
  news: WatchNews;
  /** The same, as much of it as is listed, each problem on one line. */
  shown: WatchNews;
  /** Ids of bulletins that a run left behind, and that the watchdog has published. */
  published: string[];
  id: string;
  place: CommandPlace;
  chokepoint: string;
}

/** One thing that is told: a sentence, and what can be done about it on a command line. */
interface Told {
  text: string;
  commands: ProposedCommand[];
}

/** Things of one kind, and the word that one of them begins with where it comes first. */
interface Part {
  heading: string;
  title: string;
  /** What is said of so many of them before they are listed. */
  counted: (count: number) => string;
  told: Told[];
  /** How many there are, also those that are not listed. */
  count: number;
}

/**
 * The e-mail of a look: first what is worst, what can be done about it, and how much else there is. Then everything else, what is
 * new before what lasts and what is solved.
 */
export function watchText(input: WatchTextInput): string {
  const parts = partsOf(input).filter(({ count }) => count > 0);
  const [worst, ...others] = parts;
  const first = worst?.told[0];
  if (worst === undefined || first === undefined) throw new Error("a look without news has no text");
  const rest = [{ ...worst, told: worst.told.slice(1), count: worst.count - 1 }, ...others].filter(
    ({ count }) => count > 0,
  );
  const also = rest.map(({ counted, count }) => counted(count)).join(", ");
  return sectionsText([
    [
      ...wrapped(`${worst.heading}  ${sentence(first.text)}`),
      ...commandLines(first.commands),
      ...(also === "" ? [] : wrapped(`Below: ${also}.`)),
    ],
    ...rest.map(partLines),
    ["COMMANDS", ...wrapped(indent(whereToRun(input.place))), ...commandLines(commandsOf(input))],
    [input.id, `chokepoint ${input.chokepoint}`],
  ]);
}

function partsOf({ news, shown, published }: WatchTextInput): Part[] {
  const late = published
    .slice(0, MOST_FINDINGS)
    .map((id) => ({ text: `the bulletin ${id}: an earlier run had not sent it`, commands: [] }));
  const { found, still, solved } = shown;
  return [
    {
      heading: "NEW",
      title: "ALSO NEW",
      counted: (count) => `${count} more new`,
      told: found,
      count: news.found.length,
    },
    {
      heading: "STILL",
      title: "LASTING",
      counted: (count) => `${count} that ${noun(count, "lasts", "last")}`,
      told: still.map(lasting),
      count: news.still.length,
    },
    {
      heading: "PUBLISHED LATE",
      title: "PUBLISHED LATE",
      counted: (count) => `${count} published late`,
      told: late,
      count: published.length,
    },
    {
      heading: "SOLVED",
      title: "SOLVED",
      counted: (count) => `${count} solved`,
      told: solved.map(ended),
      count: news.solved.length,
    },
  ];
}

function lasting({ text, since, commands }: KnownProblem): Told {
  return { text: `${sentence(text)} Since ${momentText(since)}`, commands };
}

function ended({ text, since, commands }: KnownProblem): Told {
  return { text: `This is over, first seen on ${momentText(since)}: ${text}`, commands };
}

function partLines({ title, told, count }: Part): string[] {
  const lines = told.flatMap(({ text, commands }) => [
    ...wrapped(indent(sentence(text))),
    ...commandLines(commands, "    "),
  ]);
  return [title, ...lines, ...moreLine(count - told.length).map(indent)];
}

function commandLines(commands: readonly ProposedCommand[], margin = "  "): string[] {
  return commands.flatMap(({ purpose, command }) => [
    ...wrapped(`${margin}${purpose}`),
    `${margin}  ${command}`,
  ]);
}

function commandsOf({ place }: WatchTextInput): ProposedCommand[] {
  const target = placeFlag(place);
  return [
    { purpose: "Look again now:", command: `${callOf(place)} watchdog${target}` },
    { purpose: "All alerts:", command: `${callOf(place)} alerts${target}` },
  ];
}
