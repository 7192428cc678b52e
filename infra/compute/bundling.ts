import { type BundlingOptions, LogLevel, OutputFormat, SourceMapMode } from "aws-cdk-lib/aws-lambda-nodejs";
import { ROOT } from "../config/package-root.ts";
import { bundlePolicies } from "./bundled-policies.ts";

/** Packages of the SDK of which a function needs little, and the files that stand in for them in its bundle. */
export const standIns: Record<string, string> = {
  "@aws-sdk/credential-provider-node": `${ROOT}functions/aws/environment-credentials.ts`,
};

// Packages that are not ES modules, such as yauzl, ask for the modules of Node by `require`, which an ES module does not have.
const WITH_REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * How a function is bundled: one file, with the SDK. Its source map lies beside it, and the function does not load it: that
 * would take a seventh of the CPU of its start. `docs/operate.md` says how to read a stack trace with it.
 */
export function bundlingWith(policyFolder: string, sectors: string[]): BundlingOptions {
  return {
    format: OutputFormat.ESM,
    target: "node24",
    mainFields: ["module", "main"],
    bundleAwsSDK: true,
    banner: WITH_REQUIRE,
    minify: true,
    sourceMap: true,
    sourceMapMode: SourceMapMode.EXTERNAL,
    sourcesContent: false,
    logLevel: LogLevel.WARNING,
    esbuildArgs: Object.fromEntries(
      Object.entries(standIns).map(([name, file]) => [`--alias:${name}`, file]),
    ),
    commandHooks: bundlePolicies(policyFolder, sectors),
  };
}
