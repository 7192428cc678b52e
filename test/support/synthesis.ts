import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { BUNDLING_STACKS } from "aws-cdk-lib/cx-api";
import { ChokepointStack } from "../../infra/chokepoint-stack.ts";
import { type DeploymentSettings, readDeployment } from "../../infra/config/deployment.ts";
import { addSecurityRules } from "../../infra/security-rules.ts";

/** What synth leaves behind. */
export interface Synthesis {
  folder: string;
  stack: Stack;
  template: Template;
  remove(): void;
}

type Change = (deployment: DeploymentSettings) => DeploymentSettings;

/**
 * Synthesizes the stack with the feature flags of cdk.json, into a folder of its own; `change` is what policies say.
 * Functions are not bundled: in the template, the hash of their code alone is another one.
 */
export function synthesize(context: Record<string, unknown> = {}, change: Change = asItIs): Synthesis {
  const ofCdk = Object.entries(context).filter(([key]) => key.startsWith("@aws-cdk"));
  return synthesizeWith({ [BUNDLING_STACKS]: [], ...Object.fromEntries(ofCdk) }, context, change);
}

/** Synthesizes the stack as it is deployed, with the bundle of each function: about ten seconds. */
export function synthesizeWithBundles(context: Record<string, unknown>, change: Change = asItIs): Synthesis {
  return synthesizeWith({}, context, change);
}

/** Stacks that stand in one account and region. */
export interface Neighbours {
  stacks: Pick<Synthesis, "stack" | "template">[];
  remove(): void;
}

/** Synthesizes several stacks side by side, without bundles; each context must name another stack. */
export function synthesizeTogether(...contexts: Record<string, unknown>[]): Neighbours {
  const { folder, app } = createApp({ [BUNDLING_STACKS]: [] });
  const stacks = contexts.map((context) => createStack(app, context, asItIs));
  return {
    stacks: stacks.map((stack) => ({ stack, template: Template.fromStack(stack) })),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

interface ValidationReport {
  pluginReports: { pluginName: string; violations: { ruleName: string }[] }[];
}

/**
 * What the security rules find in the stack and in what `add` puts into it, errors and warnings: the name of each rule
 * after that of its pack. Nothing is bundled.
 */
export function findings(context: Record<string, unknown>, add: (stack: Stack) => void = () => {}): string[] {
  const { folder, app } = createApp({ [BUNDLING_STACKS]: [] });
  const report = join(folder, "validation-report.json");
  addSecurityRules(app);
  add(createStack(app, context, asItIs));
  try {
    app.synth();
  } catch (error) {
    // Synth fails for what is an error, after it has written down all of it.
    if (!existsSync(report)) throw error;
  }
  const { pluginReports } = JSON.parse(readFileSync(report, "utf8")) as ValidationReport;
  rmSync(folder, { recursive: true });
  return pluginReports.flatMap(({ pluginName, violations }) =>
    violations.map(({ ruleName }) => `${pluginName} ${ruleName}`),
  );
}

let bundled: Synthesis | undefined;

/** The stack with its bundles, made once for all tests of this process that only look at it. */
export function bundledStack(): Synthesis {
  if (bundled === undefined) {
    const made = synthesizeWithBundles({ email: "all@example.com" });
    process.once("exit", made.remove);
    bundled = made;
  }
  return bundled;
}

function synthesizeWith(
  flags: Record<string, unknown>,
  context: Record<string, unknown>,
  change: Change,
): Synthesis {
  const { folder, app } = createApp(flags);
  const stack = createStack(app, context, change);
  const template = Template.fromStack(stack);
  app.synth();
  return { folder, stack, template, remove: () => rmSync(folder, { recursive: true }) };
}

/** An app with the feature flags of cdk.json, and the folder that it writes into. */
function createApp(flags: Record<string, unknown>): { folder: string; app: App } {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-synth-"));
  const { context: shipped } = JSON.parse(readFileSync("cdk.json", "utf8")) as {
    context: Record<string, unknown>;
  };
  return { folder, app: new App({ outdir: folder, context: { ...shipped, ...flags } }) };
}

function createStack(app: App, context: Record<string, unknown>, change: Change): ChokepointStack {
  const deployment = change(readDeployment(context));
  return new ChokepointStack(app, deployment.stackName, deployment);
}

function asItIs(deployment: DeploymentSettings): DeploymentSettings {
  return deployment;
}
