import type { ICommandHooks } from "aws-cdk-lib/aws-lambda-nodejs";

/** The folder of the policies in a bundle. */
export const BUNDLED_POLICIES = "policies";

// Copies only the files that functions read, no tests and no schemas. The command works in every shell, whatever the names of
// folders hold: they are encoded.
const COPY = [
  "const fs = require('node:fs');",
  "const [from, to, sectors] = JSON.parse(Buffer.from(process.argv[1], 'base64url').toString());",
  "fs.mkdirSync(to, { recursive: true });",
  "const files = fs.readdirSync(from).filter((file) => /^[^.].*[.]json/i.test(file) && !/[.](test|schema)[.]/i.test(file))",
  ".filter((file) => ['restricted-lists.json', 'wording.json', 'calendar.json'].includes(file) || sectors.includes(file.replace(/[.].*/, '')));",
  "for (const file of files) fs.copyFileSync(from + '/' + file, to + '/' + file);",
].join(" ");

/** Copies the policies of some sectors, and the restricted lists, words and calendar beside them, into a bundle, unchanged. The function knows no other sectors. */
export function bundlePolicies(folder: string, sectors: readonly string[]): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_inputDir, outputDir) => {
      const what = JSON.stringify([folder, `${outputDir}/${BUNDLED_POLICIES}`, sectors]);
      return [`node -e "${COPY}" ${Buffer.from(what).toString("base64url")}`];
    },
  };
}
