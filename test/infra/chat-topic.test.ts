import { App, Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { BUNDLING_STACKS } from "aws-cdk-lib/cx-api";
import { expect, it } from "vitest";
import { Chokepoint } from "../../infra/chokepoint.ts";
import { readSettings } from "../../infra/config/settings.ts";

function templateWith(settings: object): Template {
  const stack = new Stack(new App({ context: { [BUNDLING_STACKS]: [] } }), "Team");
  new Chokepoint(stack, "Supply", { sectors: ["ai"], email: "ai@example.com", ...settings });
  return Template.fromStack(stack);
}

it("a topic for chats gets each change of an alert by a rule on the bus, and nobody else may publish there", () => {
  const template = templateWith({ chat: true });
  template.resourceCountIs("AWS::SNS::Topic", 3);
  template.hasOutput("ChatTopic", {});
  template.hasResourceProperties("AWS::Events::Rule", {
    EventBusName: { Ref: Match.stringLikeRegexp("^SupplyAlertChangesBus") },
    EventPattern: { source: ["chokepoint"] },
    Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp("^SupplyChatTopic") } })],
  });
  template.hasResourceProperties("AWS::SNS::TopicPolicy", {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Effect: "Deny" }),
        Match.objectLike({ Action: "sns:Publish", Principal: { Service: "events.amazonaws.com" } }),
      ],
    },
  });
});

it("there is no such topic unless it is asked for", () => {
  templateWith({}).resourceCountIs("AWS::SNS::Topic", 2);
  expect(() => readSettings({ chat: "maybe" as never }, "Supply")).toThrow(
    'field "chat": must be true or false',
  );
});
