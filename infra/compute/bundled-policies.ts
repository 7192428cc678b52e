import type { ICommandHooks } from "aws-cdk-lib/aws-lambda-nodejs";

/** Where in a bundle the policies stand. */
export const BUNDLED_POLICIES = "policies";

// Of the folder, what functions read: no tests and no schemas. One command for every shell.
const COPY = [
  "const fs = require('node:fs');",
  "const [from, to, ...sectors] = process.argv.slice(1);",
  "fs.mkdirSync(to, { recursive: true });",
  "const files = fs.readdirSync(from).filter((file) => /^[^.].*[.]json/i.test(file) && !/[.](test|schema)[.]/i.test(file))",
  ".filter((file) => sectors.includes(file.replace(/[.].*/, '')));",
  "for (const file of files) fs.copyFileSync(from + '/' + file, to + '/' + file);",
].join(" ");

/** Puts the policies of some sectors from a folder into a bundle, as they are. A function knows no others. */
export function bundlePolicies(folder: string, sectors: readonly string[]): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir, outputDir) => [
      `node -e "${COPY}" "${folder}" "${outputDir}/${BUNDLED_POLICIES}" ${sectors.join(" ")}`,
    ],
  };
}
