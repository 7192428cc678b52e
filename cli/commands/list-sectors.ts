import { isBroken } from "../../shared/policy/policies.ts";
import type { Day } from "../../shared/values/day.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { columns } from "../terminal/output.ts";
import { csvLines } from "../text/csv.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { addCsv } from "./list-rules.ts";

interface ListSectorsOptions {
  csv?: true;
}

/** A sector, its policy, and how far its data and its assessments go. */
interface ListedSector {
  sector: SectorId;
  title: string | null;
  unit: Unit | null;
  rules: number | null;
  /** The newest day of a stored position up to today. */
  newestDate: Day | null;
  lastAssessed: Day | null;
  /** Why its policy cannot be used; `null` when it can. */
  problem: string | null;
}

/** Adds `list sectors`. */
export const addListSectors = answerCommand<ListSectorsOptions, ListedSector[]>({
  name: "sectors",
  description: "the sectors that have a policy, how new their data are, and when they were last assessed",
  accept: addCsv,
  answer: listSectors,
  lines: (found, { options }) =>
    options.csv === true ? csvLines(COLUMNS, found.map(csvRow)) : tableOf(found),
});

async function listSectors({ policies, inCloud }: Given<ListSectorsOptions>): Promise<ListedSector[]> {
  const today = new Date().toISOString().slice(0, 10);
  return await inCloud(({ positions, ledgers }) =>
    Promise.all(
      [...policies.values()].map(async (policy) => {
        const { sector, unit } = policy;
        const [newestDate, { lastAssessment }] = await Promise.all([
          positions.newestDate(sector, today),
          ledgers.load(sector),
        ]);
        const known = isBroken(policy)
          ? { title: null, rules: null, problem: policy.problem }
          : { title: policy.title, rules: policy.rules.length, problem: null };
        return { sector, unit, newestDate, lastAssessed: lastAssessment?.asOf ?? null, ...known };
      }),
    ),
  );
}

const COLUMNS = ["sector", "title", "unit", "rules", "newestDate", "lastAssessed", "problem"] as const;

function csvRow(found: ListedSector) {
  return COLUMNS.map((column) => found[column]);
}

function tableOf(found: ListedSector[]): string[] {
  const rows = found.map(({ sector, unit, rules, newestDate, lastAssessed }) => [
    ...[sector, unit ?? "", rules === null ? "not usable" : String(rules)],
    ...[newestDate ?? "no date", lastAssessed ?? "never"],
  ]);
  return columns([["SECTOR", "UNIT", "RULES", "NEWEST POSITION", "LAST ASSESSED"], ...rows]);
}
