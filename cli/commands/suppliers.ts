import { basename } from "node:path";
import { supplierNames } from "../../functions/import/mapped/supplier-names.ts";
import { folded } from "../../shared/mapping/columns.ts";
import { quoted } from "../../shared/values/parse.ts";
import { acceptName, type Decided, refuseNames, suppliersByName } from "../input/name-decisions.ts";
import { type NameReader, nameReader } from "../input/name-reader.ts";
import { UsageError } from "../input/usage-error.ts";
import { addExamples } from "../terminal/examples.ts";
import { type AddCommand, answerCommand, type Given } from "./answer-command.ts";
import { addSuppliersSuggest } from "./suppliers-suggest.ts";

/** Adds `suppliers` with its commands. */
export const addSuppliers: AddCommand = (program, ...given) => {
  const suppliers = addExamples(program.command("suppliers"), [
    ["suppliers suggest --dir .chokepoint-samples", "which names on the samples look alike"],
    ['suppliers accept "L.G. Energy Solution Ltd" lg --map mapping.json', "two of them are one company"],
  ]).description("find names of suppliers that look alike, and say which are one");
  addSuppliersSuggest(suppliers, ...given);
  addAccept(suppliers, ...given);
  addRefuse(suppliers, ...given);
};

interface DecisionOptions {
  map: string;
}

/** A decision on two names, and what became of it. */
interface Decision {
  file: string;
  name: string;
  other: string;
  /** The supplier that both names mean from now on; `null` when they were refused. */
  supplierId: string | null;
  decided: Decided;
}

const MAP = [
  "--map <mapping>",
  "the mapping that keeps the decision, under supplierId",
  "mapping.json",
] as const;

const addAccept = answerCommand<DecisionOptions, Decision>({
  name: "accept",
  description: "write into a mapping that a name means a supplier, as import map reads it from then on",
  examples: [
    [
      'suppliers accept "Contemporary Amperex" catl',
      "a name in a table means a supplier that is stored; mapping.json keeps it",
    ],
    [
      'suppliers accept "L.G. Energy Solution Ltd" lg --map mapping.json',
      "the same, kept in the mapping that is named",
    ],
  ],
  accept: (command) =>
    command
      .argument("<name>", "the name as the table writes it")
      .argument("<supplier>", "the supplier that it means: an id, or another name of it")
      .option(...MAP),
  answer: accept,
  lines: decisionLines,
});

const addRefuse = answerCommand<DecisionOptions, Decision>({
  name: "refuse",
  description: "write into a mapping that two names mean different suppliers: they are not suggested again",
  examples: [
    [
      'suppliers refuse "LG Electronics" lg',
      "two names that look alike are two companies; mapping.json keeps it",
    ],
    [
      'suppliers refuse "Envision Solar" envision --map mapping.json',
      "the same, kept in the mapping that is named",
    ],
  ],
  accept: (command) =>
    command
      .argument("<name>", "a name or id")
      .argument("<other>", "the other one")
      .option(...MAP),
  answer: refuse,
  lines: decisionLines,
});

async function accept(given: Given<DecisionOptions>): Promise<Decision> {
  const { map } = given.options;
  const [name, other, idOf] = await asked(given);
  const supplierId = idOf(other);
  if (supplierId === null)
    throw new UsageError(`${quoted(other)} names no one supplier: give the id of the one that is meant`);
  const decided = acceptName(
    map,
    name,
    supplierId,
    (one, two) => folded(one) === folded(name) && idOf(two) === supplierId,
  );
  return { file: map, name, other, supplierId, decided };
}

async function refuse(given: Given<DecisionOptions>): Promise<Decision> {
  const { map } = given.options;
  const [name, other, idOf] = await asked(given);
  const [one, two] = [idOf(name), idOf(other)];
  if (one !== null && one === two)
    throw new UsageError(
      `${quoted(name)} and ${quoted(other)} are both ${quoted(one)}: there is nothing to refuse`,
    );
  return { file: map, name, other, supplierId: null, decided: refuseNames(map, [name, other]) };
}

/** The two names of a command line, and how names are read. @throws UsageError when one is empty, or both are the same. */
async function asked({
  options,
  args: [name = "", other = ""],
  inCloud,
}: Given<DecisionOptions>): Promise<[string, string, NameReader]> {
  const { supplier } = suppliersByName(options.map);
  if (name.trim() === "" || other.trim() === "") throw new UsageError("a name is empty");
  const ids = await inCloud(async ({ suppliers }) => await supplierNames(suppliers));
  return [name.trim(), other.trim(), nameReader(supplier, ids)];
}

function decisionLines({ file, name, other, supplierId, decided }: Decision): string[] {
  const said =
    supplierId === null
      ? `${quoted(name)} and ${quoted(other)} are different suppliers`
      : `${quoted(name)} means ${quoted(supplierId)}`;
  if (decided === "there") return [`${said}: ${basename(file)} says so already`];
  return [
    said,
    `wrote ${file}; ${supplierId === null ? "suggest does not tell them again" : "it holds for what is imported from now on: import the table again to move its positions"}`,
  ];
}
