import { fileURLToPath } from "node:url";
import { type BundlingOptions, LogLevel, OutputFormat, SourceMapMode } from "aws-cdk-lib/aws-lambda-nodejs";
import { bundlePolicies } from "./bundled-policies.ts";

/** The root of the project. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

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
    minify: true,
    sourceMap: true,
    sourceMapMode: SourceMapMode.EXTERNAL,
    sourcesContent: false,
    logLevel: LogLevel.WARNING,
    esbuildArgs: {
      "--alias:@aws-sdk/credential-provider-node": `${ROOT}functions/aws/environment-credentials.ts`,
    },
    commandHooks: bundlePolicies(policyFolder, sectors),
  };
}
