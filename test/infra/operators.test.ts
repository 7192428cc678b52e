import { Annotations, Match } from "aws-cdk-lib/assertions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operatorsOf, operatorsWarning } from "../../infra/config/operators.ts";
import type { Subscriber } from "../../infra/config/subscribers.ts";
import { operatorsEnv } from "../../shared/contract/messaging.ts";
import { type Neighbours, synthesizeTogether } from "../support/synthesis.ts";

const email = (endpoint: string): Subscriber => ({
  protocol: "email",
  endpoint,
  sectors: ["ai"],
  level: null,
});
const page: Subscriber = { ...email("https://example.com/alerts"), protocol: "https" };

describe("who is told what is wrong", () => {
  it("are those who are named, and nobody else", () => {
    const operators = operatorsOf(
      ["b@example.com", "a@example.com", "b@example.com"],
      [email("c@example.com")],
    );
    expect(operators).toEqual({ kind: "named", addresses: ["a@example.com", "b@example.com"] });
    expect(operatorsWarning(operators)).toBeNull();
  });

  it.each<[string, Subscriber[], string]>([
    [
      "one address",
      [email("a@example.com"), page],
      "receive alarms and what the watchdog finds as well: a@example.com. Each must confirm",
    ],
    [
      "many addresses",
      ["a", "b", "c", "d", "e"].map((name) => email(`${name}@example.com`)),
      "as well: a@example.com, b@example.com, c@example.com and 2 more. Each",
    ],
    ["no address but a page", [page], "Nobody receives alarms and what the watchdog finds"],
    ["nothing at all", [], "Nobody receives alarms and what the watchdog finds"],
  ])("are, unless named, %s of the alerts, and whoever deploys is warned", (_what, subscribers, warning) => {
    const operators = operatorsOf([], subscribers);
    expect(operatorsWarning(operators)).toContain(warning);
    expect(operatorsWarning(operators)).toContain("-c operations=ops@example.com");
  });
});

describe("a stack without an address for operations, beside one with one", () => {
  let both: Neighbours;
  beforeAll(() => {
    const context = { email: "reader@example.com", stackName: "Alone" };
    both = synthesizeTogether(context, { ...context, operations: "ops@example.com", stackName: "Both" });
  });
  afterAll(() => both.remove());

  const topic = (id: string) => ({ Ref: Match.stringLikeRegexp(`^${id}Topic`) });
  it.each([
    [0, "reader@example.com"],
    [1, "ops@example.com"],
  ])("sends operations messages of stack %i to %s, and tells the watchdog so", (at, Endpoint) => {
    const template = both.stacks[at]?.template;
    template?.hasResourceProperties("AWS::SNS::Subscription", { TopicArn: topic("Operations"), Endpoint });
    template?.resourcePropertiesCountIs("AWS::SNS::Subscription", { TopicArn: topic("Operations") }, 1);
    template?.hasResourceProperties("AWS::Lambda::Function", {
      Environment: { Variables: Match.objectLike({ [operatorsEnv]: Endpoint }) },
    });
  });

  it("warns at synth of the first alone", () => {
    const warnings = both.stacks.map(({ stack }) =>
      Annotations.fromStack(stack).findWarning("*", Match.stringLikeRegexp("No address for operations")),
    );
    expect(warnings.map(({ length }) => length)).toEqual([1, 0]);
  });

  it("keeps what a subscriber of either topic could not be handed, in a queue that only these topics and the bus may fill", () => {
    const template = both.stacks[1]?.template;
    const queue = { "Fn::GetAtt": [Match.stringLikeRegexp("^UndeliveredQueue"), "Arn"] };
    template?.resourceCountIs("AWS::SNS::Subscription", 2);
    template?.allResourcesProperties("AWS::SNS::Subscription", {
      RedrivePolicy: { deadLetterTargetArn: queue },
    });
    const filledBy = (id: string) =>
      Match.objectLike({
        Action: "sqs:SendMessage",
        Condition: { ArnEquals: { "aws:SourceArn": topic(id) } },
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Resource: queue,
      });
    template?.hasResourceProperties("AWS::SQS::QueuePolicy", {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: "Deny" }),
          filledBy("Alerts"),
          Match.objectLike({ Principal: { Service: "events.amazonaws.com" }, Resource: queue }),
          filledBy("Operations"),
        ],
      },
    });
    template?.hasResourceProperties("AWS::KMS::Key", {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
            Principal: { Service: Match.arrayWith(["sns.amazonaws.com"]) },
          }),
        ]),
      },
    });
  });
});
