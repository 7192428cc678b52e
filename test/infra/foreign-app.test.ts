import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ForeignProject, type ForeignTemplate, foreignProject } from "../support/foreign-app.ts";

/** An app of a platform team, which has a key and topics and a boundary of its own. */
const WITH_OWN = `
import { App, Stack } from "aws-cdk-lib";
import { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Chokepoint } from "chokepoint/infra";

const app = new App();
const stack = new Stack(app, "Team");
const encryptionKey = new Key(stack, "TeamKey");
const chokepoint = new Chokepoint(stack, "Supply", {
  sectors: ["ai"],
  email: "ai@example.com",
  schedule: "rate(1 day)",
  encryptionKey,
  alertTopic: new Topic(stack, "TeamAlerts", { masterKey: encryptionKey }),
  operationsTopic: new Topic(stack, "TeamOperations"),
  logGroup: new LogGroup(stack, "TeamLog"),
  permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "developers"),
});
chokepoint.reports.grantRead(chokepoint.functions.digest);
app.synth();
`;

const PLAIN = `
const { App, Stack } = require("aws-cdk-lib");
const { Chokepoint } = require("chokepoint/infra");
const stack = new Stack(new App(), "Team");
new Chokepoint(stack, "Default", { email: "ai@example.com" });
stack.node.root.synth();
`;

let project: ForeignProject;
let synthesized: ForeignTemplate | undefined;
beforeAll(() => {
  project = foreignProject();
  project.write("app.ts", WITH_OWN);
});
afterAll(() => rmSync(project.folder, { recursive: true }));

/** The stack of the team, with its bundles: made once, by the first test that looks at it. */
function template(): ForeignTemplate {
  synthesized ??= project.synth("app.ts", { bundles: true });
  return synthesized;
}
const ofType = (type: string) => Object.values(template().Resources).filter(({ Type }) => Type === type);

describe("an app of somebody else", () => {
  it("imports the construct with its types", () => {
    project.check("app.ts");
  });

  it("bundles each function from the package, wherever it runs", () => {
    expect(ofType("AWS::Lambda::Function")).toHaveLength(8);
    const assets = readdirSync(join(project.folder, "cdk.out")).filter((name) => name.startsWith("asset."));
    expect(assets).toHaveLength(8);
    for (const asset of assets) {
      expect(existsSync(join(project.folder, "cdk.out", asset, "index.mjs"))).toBe(true);
      expect(readdirSync(join(project.folder, "cdk.out", asset, "policies")).sort()).toEqual([
        "ai.json",
        "calendar.json",
        "restricted-lists.json",
        "wording.json",
      ]);
    }
  });

  it("gives it a key, topics, a log and a boundary of its own, and gets no others", () => {
    expect(ofType("AWS::KMS::Key")).toHaveLength(1);
    expect(ofType("AWS::Logs::LogGroup")).toHaveLength(1);
    expect(ofType("AWS::SNS::Topic")).toHaveLength(2);
    const boundaries = ofType("AWS::IAM::Role").map(({ Properties }) => Properties.PermissionsBoundary);
    expect(boundaries.length).toBeGreaterThan(8);
    for (const boundary of boundaries) expect(JSON.stringify(boundary)).toContain(":policy/developers");
  });

  it("lets the functions use the topics by their keys, and adds no subscriber of its own to operations", () => {
    const subscriptions = ofType("AWS::SNS::Subscription").map(({ Properties }) => Properties);
    expect(subscriptions.map(({ Endpoint, TopicArn }) => [Endpoint, JSON.stringify(TopicArn)])).toEqual([
      ["ai@example.com", expect.stringContaining("TeamAlerts")],
    ]);
    const environments = ofType("AWS::Lambda::Function").map(({ Properties }) =>
      JSON.stringify(Properties.Environment),
    );
    expect(environments.filter((one) => one.includes("SUBSCRIBERS"))).toEqual([]);
  });

  it("may be plain JavaScript without modules and without the flags of this package; the id Default changes no logical id", () => {
    project.write("app.cjs", PLAIN);
    const { Outputs, Resources } = project.synth("app.cjs");
    expect(Object.keys(Resources)).toEqual(
      expect.arrayContaining(["SupplyPositionsTable4996BED5", "AlertsTopicCF7C81C9"]),
    );
    expect(Object.keys(Outputs)).toEqual(
      expect.arrayContaining([
        "PositionsTable",
        "RecomputeFunction",
        "ImportBucket",
        "AlertTopicArn",
        "Policies",
      ]),
    );
  });

  const settings: [string, string | RegExp][] = [
    ['{ emial: "a@example.com" }', 'Team/Default: field "emial" is not known'],
    ['{ schedule: "daily" }', /Team\/Default: field "schedule": /],
    ['{ sectors: ["moon"] }', /Team\/Default: field "sectors\.?\[?0\]?": "moon" is not a sector/],
  ];
  const second: [string, string, string][] = [
    [
      "a second one in a stack",
      'new Chokepoint(stack, "Second")',
      "the stack Team has a Chokepoint already, Team/Default",
    ],
    [
      "one in a nested stack",
      'new Chokepoint(new (require("aws-cdk-lib").NestedStack)(stack, "Nested"), "Second")',
      "a nested stack has no name before it is deployed",
    ],
  ];
  /** What each of these says, in one process. */
  let said: string[];
  beforeAll(() => {
    said = project.errors("wrong.cjs", [
      ...settings.map(([wrong]) => PLAIN.replace('{ email: "ai@example.com" }', wrong)),
      ...second.map(([, statement]) => PLAIN.replace("stack.node.root.synth()", statement)),
    ]);
  });

  it.each(settings)("is told what is wrong in %s", (wrong, sentence) => {
    expect(said[settings.findIndex(([one]) => one === wrong)]).toMatch(sentence);
  });

  it.each(second)("is refused %s", (what, _statement, sentence) => {
    expect(said[settings.length + second.findIndex(([one]) => one === what)]).toMatch(sentence);
  });
});
