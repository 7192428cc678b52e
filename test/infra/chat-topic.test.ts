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

it("a message is a custom notification of Amazon Q, of these fields of the event and to the byte", () => {
  const rules = templateWith({ chat: true }).findResources("AWS::Events::Rule");
  const [, rule] = Object.entries(rules).find(([id]) => id.startsWith("SupplyChat")) ?? [];
  if (rule === undefined) throw new Error("there is no rule");
  const { InputPathsMap, InputTemplate } = rule.Properties.Targets[0].InputTransformer;
  expect(InputPathsMap).toEqual({
    ...{ "detail-id": "$.detail.id", "detail-headline": "$.detail.headline", "detail-text": "$.detail.text" },
    ...{ "detail-sector": "$.detail.sector", "detail-level": "$.detail.level" },
    ...{ "detail-alert": "$.detail.alert", "detail-type": "$.detail-type" },
    ...{ "detail-bulletinId": "$.detail.bulletinId", "detail-asOf": "$.detail.asOf" },
  });
  expect(InputTemplate).toBe(
    '{"version":"1.0","source":"custom","id":<detail-id>,"content":{"textType":"client-markdown","title":<detail-headline>,"description":<detail-text>,"keywords":[<detail-sector>,<detail-level>]},"metadata":{"threadId":<detail-alert>,"summary":<detail-headline>,"eventType":<detail-type>,"additionalContext":{"bulletinId":<detail-bulletinId>,"asOf":<detail-asOf>}}}',
  );
});

it("there is no such topic unless it is asked for", () => {
  templateWith({}).resourceCountIs("AWS::SNS::Topic", 2);
  expect(() => readSettings({ chat: "maybe" as never }, "Supply")).toThrow(
    'field "chat": must be true or false',
  );
});
