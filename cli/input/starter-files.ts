import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type StarterChoices, starterOf } from "../../shared/policy-tests/starter.ts";
import { isInFolder, type NewFile } from "./new-files.ts";

/** The files of a starter policy under a folder, with the schemas for editors where the folder has none. */
export function starterFiles(folder: string, choices: StarterChoices): NewFile[] {
  const { policy, tests } = starterOf(choices);
  return [
    ...schemaFiles(folder, ["policy.schema.json", "policy-test.schema.json"]),
    { name: `${choices.sector}.test.json`, text: jsonText(tests) },
    { name: `${choices.sector}.json`, text: jsonText(policy) },
  ];
}

/** The shipped schemas of these names that a folder does not have. */
export function schemaFiles(folder: string, names: string[]): NewFile[] {
  return names
    .filter((name) => !isInFolder(folder, name))
    .map((name) => {
      const shipped = fileURLToPath(new URL(join("../../policies", name), import.meta.url));
      return { name, text: readFileSync(shipped, "utf8") };
    });
}

/** A document as a file holds it. */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
