import { beforeAll, describe, expect, it } from "vitest";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { type DeployedFunction, deployedFunctions } from "../support/bundles.ts";
import { isFull } from "../support/cases.ts";
import { bundledStack, synthesizeWithBundles } from "../support/synthesis.ts";

let functions: Map<string, DeployedFunction>;
beforeAll(() => {
  functions = new Map(deployedFunctions(bundledStack()).map((one) => [one.name, one]));
});

const NAMES = Object.keys(functionOutputs).map((name) => name.replace(/^./, (first) => first.toUpperCase()));

/** Commands that the SDK brings along with others, and that none of our settings makes it send. */
const NEVER_SENT = ["dynamodb:DescribeEndpoints", "s3:CreateSession"];

/** The action that a command needs, where it is not called the same. */
const ACTIONS: Record<string, string> = {
  "eventbridge:PutEvents": "events:PutEvents",
  "lambda:Invoke": "lambda:InvokeFunction",
  "sfn:StartExecution": "states:StartExecution",
  "s3:HeadObject": "s3:GetObject",
  "s3:ListObjectsV2": "s3:ListBucket",
};

/** Actions that AWS makes use of in the function's name, and no code of ours. */
const WITHOUT_COMMAND = [
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  // Without it, S3 says of an object that is not there only that it may not be read.
  "s3:ListBucket",
  // What failed is handed to its queue by Lambda.
  "sqs:SendMessage",
];

describe("the functions", () => {
  it("are the ones looked at here", () => {
    expect([...functions.keys()].sort()).toEqual([...NAMES].sort());
  });
});

// Another ten seconds, for what hardly ever breaks.
describe.runIf(isFull)("two synths", () => {
  it("make the same bundles", () => {
    const again = synthesizeWithBundles({ email: "all@example.com" });
    expect(again.template.toJSON()).toEqual(bundledStack().template.toJSON());
    again.remove();
  });
});

describe.each(NAMES)("the role of %s", (name) => {
  const found = () => {
    const one = functions.get(name);
    if (one === undefined) throw new Error(`there is no function ${name}`);
    const sent = one.commands.filter((command) => !NEVER_SENT.includes(command));
    return { ...one, needed: new Set(sent.map((command) => ACTIONS[command] ?? command)) };
  };

  it("allows every call in its bundle", () => {
    const { needed, actions } = found();
    expect(needed.size).toBeGreaterThan(0);
    expect([...needed].filter((action) => !actions.includes(action))).toEqual([]);
  });

  it("allows no call that is not in its bundle", () => {
    const { needed, actions } = found();
    const spare = actions.filter((action) => !needed.has(action) && !WITHOUT_COMMAND.includes(action));
    expect(spare).toEqual([]);
  });
});

/** What each bundle may hold code of, beside the AWS SDK's own parts. */
const WITH_METRICS = [
  "@aws-lambda-powertools/commons",
  "@aws-lambda-powertools/logger",
  "@aws-lambda-powertools/metrics",
];
const PACKAGES: Record<string, string[]> = {
  Recompute: WITH_METRICS,
  Watchdog: WITH_METRICS,
  Fold: WITH_METRICS,
  // The page is drawn here and nowhere else.
  Report: [
    "@aws-lambda-powertools/commons",
    "@aws-lambda-powertools/logger",
    "d3-array",
    "d3-color",
    "d3-format",
    "d3-interpolate",
    "d3-path",
    "d3-sankey",
    "d3-scale",
    "d3-shape",
    "d3-time",
    "d3-time-format",
  ],
  Import: [...WITH_METRICS, "csv-parse", "diacritics", "i18n-iso-countries", "pend", "sax", "yauzl"],
};
const USUAL = ["@aws-lambda-powertools/commons", "@aws-lambda-powertools/logger"];
const OF_THE_SDK = /^(@aws-sdk\/|@smithy\/|@aws\/lambda-invoke-store$|mnemonist$|obliterator$)/;

describe.each(NAMES)("the bundle of %s", (name) => {
  it("holds code of these packages and no others", () => {
    const packages = functions.get(name)?.packages ?? [];
    const own = packages.filter((one) => !OF_THE_SDK.test(one));
    expect(own).toEqual([...(PACKAGES[name] ?? USUAL), "zod"]);
  });

  // A use of `z.core` as a value brings all of them in, a third of a bundle.
  it("holds the messages of zod in English alone", () => {
    expect(functions.get(name)?.languages).toEqual(["en"]);
  });

  // Lambda gives credentials in the environment: profiles, SSO and containers are a seventh of a bundle.
  it("holds no credential provider but the environment's", () => {
    const { packages = [] } = functions.get(name) ?? {};
    expect(packages.filter((one) => /credential-provider|nested-clients|token-providers/.test(one))).toEqual([
      "@aws-sdk/credential-provider-env",
    ]);
  });

  it("lies beside its source map, and does not load it", () => {
    expect(functions.get(name)?.loadsSourceMap).toBe(false);
  });

  it("holds the clients of the services that it calls, and no others", () => {
    const { packages = [], commands = [] } = functions.get(name) ?? {};
    const clients = packages.flatMap((one) => /^@aws-sdk\/client-(.+)$/.exec(one)?.[1] ?? []);
    expect(clients).toEqual([...new Set(commands.map((command) => command.split(":")[0]))]);
  });
});
