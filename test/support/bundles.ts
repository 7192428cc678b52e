import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Synthesis } from "./synthesis.ts";

/** What the bundle of a deployed function holds, and what its role allows. */
export interface DeployedFunction {
  /** `Recompute`, `Simulate`, … */
  name: string;
  /** SDK commands in the bundle, as `dynamodb:Query`. */
  commands: string[];
  /** Packages of which the bundle holds code. */
  packages: string[];
  /** Languages of which the bundle holds zod's messages. */
  languages: string[];
  /** Whether Node translates stack traces in it, with its source map. */
  loadsSourceMap: boolean;
  /** Actions that its role allows. */
  actions: string[];
}

interface Resource {
  Type: string;
  Properties: {
    Code: { S3Key: string };
    Environment: { Variables: { NODE_OPTIONS?: string } };
    Role: { "Fn::GetAtt": [string] };
    ManagedPolicyArns: { Ref: string }[];
    PolicyDocument: { Statement: { Action: string | string[] }[] };
  };
}

/** Every function of a stack, by what its source map says that it was put together from. */
export function deployedFunctions({ folder, template }: Synthesis): DeployedFunction[] {
  const { Resources } = template.toJSON() as { Resources: Record<string, Resource> };
  const resource = (id: string) => {
    const found = Resources[id];
    if (found === undefined) throw new Error(`the template has no ${id}`);
    return found.Properties;
  };
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== "AWS::Lambda::Function") return [];
    const bundle = join(folder, `asset.${Properties.Code.S3Key.replace(/\.zip$/, "")}`);
    const sources = sourcesOf(bundle);
    const { NODE_OPTIONS = "" } = Properties.Environment.Variables;
    const policies = resource(Properties.Role["Fn::GetAtt"][0]).ManagedPolicyArns.map(({ Ref }) =>
      resource(Ref),
    );
    const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    return {
      name: id.replace(/(Function)?Handler.*$/, ""),
      commands: distinct(sources.flatMap(commandIn)),
      packages: distinct(sources.flatMap(packageOf)),
      languages: distinct(sources.flatMap(languageOf)),
      loadsSourceMap: NODE_OPTIONS.includes("source-maps") || namesItsMap(bundle),
      actions: distinct(statements.flatMap(({ Action }) => Action)),
    };
  });
}

function sourcesOf(bundle: string): string[] {
  const map = JSON.parse(readFileSync(join(bundle, "index.mjs.map"), "utf8")) as { sources: string[] };
  return map.sources;
}

/** Whether the end of a bundle says where its source map is. */
function namesItsMap(bundle: string): boolean {
  return readFileSync(join(bundle, "index.mjs"), "utf8").includes("//# sourceMappingURL=");
}

function languageOf(source: string): string[] {
  const [, language] = /\/zod\/v4\/locales\/([\w-]+)\.js$/.exec(source) ?? [];
  return language === undefined ? [] : [language];
}

function commandIn(source: string): string[] {
  const [, service, command] =
    /@aws-sdk\/client-([\w-]+)\/dist-\w+\/commands\/(\w+)Command\.js$/.exec(source) ?? [];
  return service === undefined || command === undefined ? [] : [`${service}:${command}`];
}

function packageOf(source: string): string[] {
  const inside = source.split("node_modules/").slice(1).at(-1);
  const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(inside ?? "")?.[0];
  return name === undefined ? [] : [name];
}

function distinct(all: string[]): string[] {
  return [...new Set(all)].sort();
}
