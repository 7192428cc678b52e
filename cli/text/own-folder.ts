import { USUAL_CALL } from "../../shared/text/command.ts";
import { countryName } from "../../shared/values/country-name.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { CountryCode, RuleId, SectorId } from "../../shared/values/identifier.ts";

/** What the documents of a folder of one's own say. */
export interface OwnFolder {
  sector: SectorId;
  unit: Unit;
  /** The path from the folder to Chokepoint, as a word of a shell. */
  home: string;
  /** How Chokepoint is called in the folder. */
  call: string;
  /** Whether the settings of the deployment say so too. */
  isCallSet: boolean;
  /** The countries that are watched, and a rule of the policy. */
  countries: readonly CountryCode[];
  rule: RuleId;
  /** Whether a mapping was written. */
  isMapped: boolean;
  /** Whether somebody receives the alerts of a deployment. */
  hasEmail: boolean;
}

// Where the documents have the user put a table, and the policies of before.
const TABLE = "data/orders.csv";
const BEFORE = "policies-before";

/** The commands from a table to a first alert. */
export function firstCommands({ sector, call, isMapped }: OwnFolder, table = TABLE): string[] {
  const map = `import map ${table} --map mapping.json`;
  return [
    "policy check",
    "policy test",
    ...(isMapped ? [] : [`import suggest ${table} --sector ${sector}`]),
    `${map} --dry-run`,
    map,
    `recompute --sector ${sector}`,
    "alerts",
    "inbox --last 1",
  ].map((command) => `${call} ${command}`);
}

/** The README of the folder. */
export function ownReadme(about: OwnFolder): string {
  const { sector, unit, home, call, rule, isMapped, hasEmail } = about;
  const block = (...commands: string[]) => ["```", ...commands, "```"];
  const tools = `PATH="${home}/node_modules/.bin:$PATH"`;
  return `${[
    `# ${sector}`,
    "",
    `What Chokepoint watches for us: the sector \`${sector}\`, measured in ${unit}.${watchedText(about)}`,
    "",
    "| file | what it is |",
    "|---|---|",
    `| \`policies/${sector}.json\` | the limits, each with \`why\` and \`source\` |`,
    `| \`policies/${sector}.test.json\` | what is sent at which value; every rule needs a test |`,
    `| \`mapping.json\` | how our table becomes positions${isMapped ? "" : "; `import suggest` writes it"} |`,
    "| `chokepoint.json` | where the policies are, and the settings of the deployment |",
    "| `cdk.json` | what `cdk deploy` deploys |",
    "| `data/` | tables of purchases; git ignores it |",
    "",
    `Chokepoint lies in \`${home}\` (cloned there, with \`npm ci\`).${calledText(about)}`,
    "",
    "## First alert",
    "",
    `Put a table of purchases into this folder as \`${TABLE}\`. ${isMapped ? "Look through `mapping.json`." : "`import suggest` writes `mapping.json`: look through it."}`,
    "",
    ...block(...firstCommands(about)),
    "",
    "## Change a limit",
    "",
    "What a rule measures, when it alerts and why, in plain words:",
    "",
    ...block(`${call} policy explain ${rule}`),
    "",
    "Keep the limits of before for a comparison:",
    "",
    ...block(`cp -r policies ${BEFORE}`),
    "",
    `Edit \`policies/${sector}.json\` and its tests. Then see what the change would have sent and not sent over the stored past, and what it would send now:`,
    "",
    ...block(
      `${call} policy test`,
      `${call} policy diff ${BEFORE} policies`,
      `${call} recompute --sector ${sector} --dry-run`,
      `rm -r ${BEFORE}`,
    ),
    "",
    "## Deploy",
    "",
    ...(hasEmail
      ? []
      : ['Add `"email": "you@example.com"` to `chokepoint.json`: without it nobody is told.', ""]),
    "With the credentials of an AWS account in the environment:",
    "",
    ...block(`${tools} cdk bootstrap`, `${tools} cdk deploy`),
    "",
    "Then, with the name of the stack:",
    "",
    ...block(
      `${call} import map ${TABLE} --map mapping.json --stack Chokepoint`,
      `${call} recompute --sector ${sector} --stack Chokepoint`,
    ),
  ].join("\n")}\n`;
}

/** `The sector grid is measured in USD. Watched countries: China (CN).` */
export function chosenLine(about: Pick<OwnFolder, "sector" | "unit" | "countries">): string {
  return `The sector ${about.sector} is measured in ${about.unit}.${watchedText(about)}`;
}

/** How the e-mails of a deployment call Chokepoint; nothing where that is the usual call, and works. */
function calledText({ call, isCallSet }: OwnFolder): string {
  if (call === USUAL_CALL) return "";
  return isCallSet
    ? " E-mails of the stack call it as it is called here: `command` in `chokepoint.json` says how."
    : ` Where an e-mail of the stack says \`${USUAL_CALL}\`, write \`${call}\` here.`;
}

/** ` Watched countries: China (CN), Russia (RU).`; nothing without any. */
function watchedText({ countries }: Pick<OwnFolder, "countries">): string {
  const named = countries.map((code) => `${countryName(code)} (${code})`);
  return named.length === 0 ? "" : ` Watched countries: ${named.join(", ")}.`;
}

/** What git leaves out: what commands store here, policies of before, what cdk makes, and tables of purchases. */
export const OWN_GITIGNORE = [
  ".chokepoint/",
  ".chokepoint-samples/",
  `/${BEFORE}/`,
  "cdk.out/",
  "/data/",
  "",
].join("\n");
