import { sha256 } from "../../functions/runtime/sha256.ts";
import {
  type DeployedPolicies,
  SHIPPED_POLICIES,
  shortHash,
} from "../../shared/contract/deployed-policies.ts";
import { type BrokenPolicy, isBroken } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { csvLines } from "../../shared/values/csv.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { columns } from "../terminal/output.ts";
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
  /** Only with `--stack`: how the policy that the stack has compares with the one here; `null` where the stack does not tell. */
  deployed?: "same" | "changed" | "none" | "only there" | null;
}

/** The sectors, and of a stack the policies that it was deployed with. */
interface ListedSectors {
  sectors: ListedSector[];
  deployed: DeployedPolicies | null;
}

/** Adds `list sectors`. */
export const addListSectors = answerCommand<ListSectorsOptions, ListedSectors>({
  name: "sectors",
  description: "the sectors that have a policy, how new their data are, and when they were last assessed",
  examples: [
    ["list sectors --dir .chokepoint-samples", "how new the data of the samples are"],
    ["list sectors --stack Chokepoint", "whether a deployment has the policies that are here"],
  ],
  accept: addCsv,
  answer: listSectors,
  json: ({ sectors }) => sectors,
  lines(found, { options }) {
    const stack = options.stack ?? null;
    return options.csv === true
      ? csvOf(found, stack)
      : [...tableOf(found, stack), ...fromLines(found, stack)];
  },
});

async function listSectors(given: Given<ListSectorsOptions>): Promise<ListedSectors> {
  const { policies, inCloud, options } = given;
  const today = dayOf(new Date());
  return await inCloud(async (cloud) => {
    const deployed = cloud.deployedPolicies;
    const ofPolicy = async (policy: Policy | BrokenPolicy): Promise<ListedSector> => {
      const known = isBroken(policy)
        ? { title: null, rules: null, problem: policy.problem }
        : { title: policy.title, rules: policy.rules.length, problem: null };
      const { sector, unit } = policy;
      const there =
        options.stack === undefined ? {} : { deployed: deployed && comparedWith(policy, deployed) };
      return { sector, unit, ...(await reachOf(sector, today, cloud)), ...known, ...there };
    };
    const onlyThere = [...(deployed?.sectors.keys() ?? [])].filter((sector) => !policies.has(sector));
    const others = onlyThere.map(async (sector): Promise<ListedSector> => {
      const reach = await reachOf(sector, today, cloud);
      return { sector, unit: null, ...reach, ...NOT_HERE };
    });
    const own = [...policies.values()].map(ofPolicy);
    return { sectors: await Promise.all([...own, ...others]), deployed };
  });
}

const NOT_HERE = {
  title: null,
  rules: null,
  problem: "its policy is in the stack, and not among the policies here",
  deployed: "only there",
} as const;

/** How far the data and the assessments of a sector go. */
async function reachOf(sector: SectorId, today: Day, { positions, ledgers }: Cloud) {
  const [newestDate, { lastAssessment }] = await Promise.all([
    positions.newestDate(sector, today),
    ledgers.load(sector),
  ]);
  return { newestDate, lastAssessed: lastAssessment?.asOf ?? null };
}

function comparedWith(
  policy: Policy | BrokenPolicy,
  { sectors }: DeployedPolicies,
): "same" | "changed" | "none" {
  const hash = sectors.get(policy.sector);
  if (hash === undefined) return "none";
  return !isBroken(policy) && shortHash(policy, sha256) === hash ? "same" : "changed";
}

const COLUMNS = ["sector", "title", "unit", "rules", "newestDate", "lastAssessed", "problem"] as const;

function csvOf({ sectors }: ListedSectors, stack: string | null): string[] {
  const columns = [...COLUMNS, ...(stack === null ? [] : (["deployed"] as const))];
  const rows = sectors.map((found) => columns.map((column) => found[column] ?? null));
  return csvLines(columns, rows);
}

const IN_STACK = {
  same: "as here",
  changed: "another policy",
  none: "no",
  "only there": "only there",
} as const;

function tableOf({ sectors }: ListedSectors, stack: string | null): string[] {
  const inStack = ({ deployed }: ListedSector) =>
    stack === null ? [] : [deployed == null ? "not told" : IN_STACK[deployed]];
  const rows = sectors.map((found) => [
    ...[found.sector, found.unit ?? "", rulesOf(found)],
    ...[found.newestDate ?? "no date", found.lastAssessed ?? "never", ...inStack(found)],
  ]);
  const heads = ["SECTOR", "UNIT", "RULES", "NEWEST POSITION", "LAST ASSESSED"];
  return columns([[...heads, ...(stack === null ? [] : ["IN THE STACK"])], ...rows]);
}

function rulesOf({ rules, deployed }: ListedSector): string {
  if (rules !== null) return String(rules);
  return deployed === "only there" ? "not here" : "not usable";
}

/** Where the policies of a stack come from. */
function fromLines({ deployed }: ListedSectors, stack: string | null): string[] {
  if (stack === null) return [];
  const name = oneLine(stack);
  if (deployed === null) return [`${name} is of an earlier version, which does not tell its policies`];
  const { folder, sectors } = deployed;
  const from = folder === SHIPPED_POLICIES ? "those that ship" : `those of the folder ${oneLine(folder)}`;
  return [
    `${name} was deployed with ${counted(sectors.size)} ${noun(sectors.size, "policy", "policies")}, ${from}`,
  ];
}
