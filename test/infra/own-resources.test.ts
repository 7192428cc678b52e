import { App, Stack } from "aws-cdk-lib";
import { Annotations, Match, Template } from "aws-cdk-lib/assertions";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { BUNDLING_STACKS } from "aws-cdk-lib/cx-api";
import { beforeAll, describe, expect, it } from "vitest";
import { Chokepoint } from "../../infra/chokepoint.ts";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/of-the-team";
const TOPIC_KEY = "arn:aws:kms:us-east-1:123456789012:key/of-the-topics";
const topic = (stack: Stack, name: string) =>
  Topic.fromTopicAttributes(stack, name, {
    topicArn: `arn:aws:sns:us-east-1:123456789012:${name}`,
    keyArn: TOPIC_KEY,
  });

let stack: Stack;
let template: Template;
beforeAll(() => {
  stack = new Stack(new App({ context: { [BUNDLING_STACKS]: [] } }), "Team");
  new Chokepoint(stack, "Supply", {
    sectors: ["ai"],
    email: "ai@example.com",
    encryptionKey: Key.fromKeyArn(stack, "Key", KEY),
    alertTopic: topic(stack, "alerts"),
    operationsTopic: topic(stack, "operations"),
  });
  template = Template.fromStack(stack);
});

describe("a construct with a key and topics that were looked up", () => {
  it("makes no key and no topic", () => {
    template.resourceCountIs("AWS::KMS::Key", 0);
    template.resourceCountIs("AWS::SNS::Topic", 0);
  });

  it("encrypts each table, bucket, queue and log with the key", () => {
    const of = (type: string) => Object.values(template.findResources(type));
    const encrypted = [
      "AWS::DynamoDB::Table",
      "AWS::S3::Bucket",
      "AWS::SQS::Queue",
      "AWS::Logs::LogGroup",
    ].flatMap(of);
    expect(encrypted.length).toBeGreaterThanOrEqual(20);
    for (const { Properties } of encrypted) expect(JSON.stringify(Properties)).toContain(KEY);
  });

  it("lets the functions that publish use the key of the topics, through SNS alone", () => {
    const policies = Object.values(template.findResources("AWS::IAM::ManagedPolicy"));
    const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement as object[]);
    const ofTopics = statements.filter(
      (statement) => "Resource" in statement && statement.Resource === TOPIC_KEY,
    );
    expect(ofTopics.length).toBeGreaterThanOrEqual(3);
    for (const statement of ofTopics) expect(JSON.stringify(statement)).toMatch(/"kms:ViaService":.*"sns\./);
  });

  it("says what their owner must see to, since their policies cannot be changed", () => {
    const told = Annotations.fromStack(stack);
    told.hasWarning("*", Match.stringLikeRegexp("the policy of the key cannot be changed here"));
    told.hasWarning("*", Match.stringLikeRegexp("the policy of the operations topic cannot be changed here"));
  });
});
