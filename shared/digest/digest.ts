import type { Message } from "../bulletin/message.ts";
import { pagesOf } from "../bulletin/sections/page.ts";
import { shortenSubject, toAscii } from "../bulletin/subject-line.ts";
import { reportsPrefix } from "../contract/buckets.ts";
import { worse } from "../policy/level.ts";
import { isBroken } from "../policy/policies.ts";
import type { CommandPlace } from "../text/command.ts";
import { noun } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { fitting } from "../values/fitting.ts";
import { plainText } from "../values/one-line.ts";
import { shortText } from "../values/short-text.ts";
import { sectorDocuments } from "./document.ts";
import { type DigestInput, digestOf, type SectorDigest } from "./sector.ts";
import { digestText } from "./text.ts";

export interface DigestSurroundings {
  today: Day;
  /** Where the commands in the text work. */
  place: CommandPlace;
  version: string;
}

/** One calm message about several sectors: measures, trend, open alerts, and the age of the data. */
export function composeDigest(inputs: DigestInput[], options: DigestSurroundings): Message {
  const sectors = inputs.map((input) => digestOf(input, options.today));
  const id = `digest-${options.today}`;
  const bucket = pagesOf(options.place);
  return {
    id,
    sectors: fitting(
      sectors.map(({ policy }) => policy.sector),
      MOST_NAME_BYTES,
    ),
    // A digest pages nobody, whatever it says.
    level: "none",
    worst: "none",
    events: ["digest"],
    rules: [],
    subject: digestSubject(sectors),
    text: plainText(shortText(digestText(sectors, options))),
    document: {
      schemaVersion: 1,
      kind: "digest",
      id,
      asOf: options.today,
      ...(bucket === null ? {} : { pages: `s3://${bucket}/${reportsPrefix}` }),
      ...sectorDocuments(sectors),
    },
  };
}

/** `[DIGEST] 9 alerts open, worst critical: AI 4, Defense 5`. */
function digestSubject(sectors: SectorDigest[]): string {
  const open = sectors.flatMap((sector) => sector.open);
  const worst = open.map(({ level }) => level).reduce(worse, "none");
  // When something could not be checked, finding no alert says nothing.
  const hasUnseen = sectors.some(({ unseen }) => unseen !== null);
  const count = `${open.length}${hasUnseen ? " or more" : ""} ${hasUnseen ? "alerts" : noun(open.length, "alert")} open, worst ${hasUnseen ? "known " : ""}${worst}`;
  const parts = sectors.map(({ policy, open: own, problem, assessed, noDataSince, unseen }) => {
    if (isBroken(policy)) return `${policy.sector} not watched`;
    const { label } = policy;
    if (problem !== null) return `${label} not readable`;
    if (assessed === null) return `${label} not assessed`;
    if (noDataSince !== null) return `${label} no data`;
    const isWhole = unseen === null || unseen === "old";
    return `${label} ${own.length}${isWhole ? "" : " or more"}`;
  });
  const none = hasUnseen ? "no alert is known to be open" : "no alert is open";
  const state = open.length === 0 ? none : count;
  return shortenSubject(toAscii(`[DIGEST] ${state}: ${parts.join(", ")}`), "");
}

// A filter policy on `sector` matches only these first ones when there are more than about a hundred sectors.
const MOST_NAME_BYTES = 10_000;
