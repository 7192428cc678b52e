import type { ListEntry } from "../../shared/policy/list-entry.ts";
import { listedPeriod } from "../../shared/text/listed-period.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { type Cell, csvLines } from "../../shared/values/csv.ts";
import type { Day } from "../../shared/values/day.ts";
import { displayName, oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import type { NamedParty } from "../cloud/named-parties.ts";
import { pc } from "../terminal/output.ts";
import { scoreText } from "./resemblance.ts";

/** A stored name that resembles a name of a company on a list. */
export interface FoundName {
  party: NamedParty;
  entry: ListEntry;
  /** The name of the listed company that comes nearest. */
  listedName: string;
  score: number;
  reason: string;
  /** Whether the supplier counts as on the list by its own row or name, on the day asked for or today. */
  counts: boolean;
}

/** What a screening has found. */
export interface Screening {
  found: FoundName[];
  threshold: number;
  /** The day on which the companies are on the list; `null` for whenever. */
  asOf: Day | null;
  /** How many names of suppliers and holders were compared. */
  names: number;
  /** With how many companies, counted once for each list. */
  listed: number;
}

/** Said with every answer: a resemblance changes nothing. */
const DECIDES_NOTHING =
  "This decides nothing. A resemblance puts nobody on a list; whoever is not found may be on one under another name.";

/** A screening for a terminal: each name with the listed companies that it resembles. */
export function screenLines(screening: Screening): string[] {
  const byParty = Map.groupBy(screening.found, ({ party }) => party.supplierId);
  return [
    ...[...byParty.values()].flatMap((found) => partyLines(found, screening.asOf)),
    ...(byParty.size === 0 ? [] : [""]),
    summary(screening, byParty.size),
    DECIDES_NOTHING,
  ];
}

function partyLines(found: FoundName[], asOf: Day | null): string[] {
  const [first] = found;
  if (first === undefined) return [];
  const { supplierId, name, country, hasRow, roles } = first.party;
  const about = [
    hasRow ? oneLine(supplierId) : "an id without a supplier row",
    roles.join(" and "),
    ...(hasRow ? [country ?? "country unknown"] : []),
  ];
  return [
    `${pc.bold(displayName(name, supplierId))} (${about.join(", ")})`,
    ...found.flatMap((one) => foundLines(one, asOf)),
  ];
}

function foundLines({ entry, listedName, score, reason, counts }: FoundName, asOf: Day | null): string[] {
  const { list, entity, status } = entry;
  const named = listedName === entity ? "" : ` (there also ${quoted(listedName)})`;
  const period = `${listedPeriod(entry)}${status === "listed" ? "" : ` (${status})`}`;
  const standing = `${counts ? "counts as on it" : "does not count as on it"} ${asOf === null ? "today" : `on ${asOf}`}`;
  return [
    `  ${scoreText(score)}  ${list}: ${oneLine(entity)}${named}, ${period}; ${standing}`,
    `        ${reason}`,
  ];
}

function summary({ names, listed, threshold, asOf }: Screening, found: number): string {
  if (names === 0) return "no supplier or holder is stored: there is no name to compare";
  const day = asOf === null ? "at any time" : `on ${asOf}`;
  const compared = `${counted(names)} ${noun(names, "name")} of suppliers and holders compared with ${counted(listed)} listed ${noun(listed, "company", "companies")} (${day})`;
  return `${compared}: ${found === 0 ? "none resembles one" : `${counted(found)} ${noun(found, "resembles", "resemble")} one`}, at a score of ${threshold} or more`;
}

const COLUMNS = [
  ...["supplierId", "name", "country", "roles", "list", "entity", "listedName", "score", "reason"],
  ...["from", "to", "status", "listedCountry", "counts"],
];

/** The same as CSV. */
export function screenCsv({ found }: Screening): string[] {
  return csvLines(
    COLUMNS,
    found.map(({ party, entry, listedName, score, reason, counts }): Cell[] => [
      ...[party.supplierId, party.name, party.country, party.roles.join(";")],
      ...[entry.list, entry.entity, listedName, score, reason],
      ...[entry.from, entry.to, entry.status, entry.country, counts],
    ]),
  );
}

/** The same for `--json`. */
export function screenJson({ found, ...rest }: Screening) {
  return {
    ...rest,
    note: DECIDES_NOTHING,
    resemblances: found.map(({ party, entry, listedName, score, reason, counts }) => ({
      supplierId: party.supplierId,
      name: party.name,
      country: party.country,
      roles: party.roles,
      list: entry.list,
      entity: entry.entity,
      listedName,
      listedCountry: entry.country,
      from: entry.from,
      to: entry.to,
      status: entry.status,
      score,
      reason,
      counts,
    })),
  };
}
