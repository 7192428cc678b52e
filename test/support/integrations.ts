/** How a team's tool is connected to the bus: a rule with an API destination. `docs/examples` has a template for each. */
export interface Integration {
  /** What it is called, and the name of its template. */
  title: string;
  /** The address that messages go to; `null` where each team has one of its own. */
  url: string | null;
  /** How the tool knows the sender. */
  authorization: object;
  /** The parameters of the template beside the bus and the address, each with what it is. */
  secrets: Record<string, string>;
  /** The most messages a second that the tool takes. */
  perSecond: number;
  rules: Record<string, IntegrationRule>;
}

interface IntegrationRule {
  pattern: object;
  paths: Record<string, string>;
  /** The message, with `<name>` for each of the paths. */
  message: unknown;
}

const SOURCE = { source: ["chokepoint"] };
const OPEN = ["raised", "worsened", "eased", "reminder"];

/** An alert that is over. That of a rule that was changed goes on where another event of the same bulletin is about it. */
const OVER = {
  ...SOURCE,
  detail: { event: ["resolved", "rule-changed"], level: ["none"], isFollowed: [false] },
};

const told = { headline: "$.detail.headline", text: "$.detail.text" };

export const integrations: Record<string, Integration> = {
  slack: {
    title: "Slack",
    url: "https://slack.com/api/chat.postMessage",
    authorization: {
      AuthorizationType: "API_KEY",
      AuthParameters: {
        ApiKeyAuthParameters: {
          ApiKeyName: "Authorization",
          ApiKeyValue: { "Fn::Join": [" ", ["Bearer", { Ref: "BotToken" }]] },
        },
      },
    },
    secrets: { BotToken: "The token of an app that may chat:write, and was added to the channel" },
    perSecond: 1,
    rules: {
      Told: {
        pattern: { ...SOURCE, detail: { sector: ["ai"] } },
        paths: told,
        message: {
          channel: "#supply-risk",
          text: "<headline>",
          blocks: [
            { type: "header", text: { type: "plain_text", text: "<headline>" } },
            { type: "section", text: { type: "plain_text", text: "<text>" } },
          ],
        },
      },
    },
  },
  teams: {
    title: "Microsoft Teams",
    url: null,
    authorization: {
      AuthorizationType: "API_KEY",
      // The address of a workflow is itself the secret, and a connection must have a header.
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "X-From", ApiKeyValue: "chokepoint" } },
    },
    secrets: {},
    perSecond: 1,
    rules: {
      Told: {
        pattern: { ...SOURCE, detail: { level: ["warning", "critical", "none"] } },
        paths: told,
        message: {
          type: "message",
          attachments: [
            {
              contentType: "application/vnd.microsoft.card.adaptive",
              content: {
                $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
                type: "AdaptiveCard",
                version: "1.4",
                body: [
                  { type: "TextBlock", text: "<headline>", weight: "Bolder", wrap: true },
                  { type: "TextBlock", text: "<text>", wrap: true },
                ],
              },
            },
          ],
        },
      },
    },
  },
  pagerduty: {
    title: "PagerDuty",
    url: "https://events.pagerduty.com/v2/enqueue",
    authorization: {
      AuthorizationType: "API_KEY",
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyName: "X-From", ApiKeyValue: "chokepoint" },
        InvocationHttpParameters: {
          BodyParameters: [{ Key: "routing_key", Value: { Ref: "RoutingKey" }, IsValueSecret: true }],
        },
      },
    },
    secrets: { RoutingKey: "The integration key of a service (Events API v2)" },
    perSecond: 2,
    rules: {
      Open: {
        pattern: { ...SOURCE, detail: { event: OPEN, level: ["critical"] } },
        paths: {
          ...told,
          alert: "$.detail.alert",
          sector: "$.detail.sector",
          bulletin: "$.detail.bulletinId",
          time: "$.time",
        },
        message: {
          event_action: "trigger",
          dedup_key: "<alert>",
          payload: {
            summary: "<headline>",
            source: "chokepoint",
            severity: "critical",
            timestamp: "<time>",
            group: "<sector>",
            custom_details: { text: "<text>", bulletin: "<bulletin>" },
          },
        },
      },
      Over: {
        pattern: OVER,
        paths: { alert: "$.detail.alert" },
        message: { event_action: "resolve", dedup_key: "<alert>" },
      },
    },
  },
  jira: {
    title: "Jira",
    url: null,
    authorization: {
      AuthorizationType: "BASIC",
      AuthParameters: { BasicAuthParameters: { Username: { Ref: "User" }, Password: { Ref: "ApiToken" } } },
    },
    secrets: { User: "The e-mail address of the account that creates the issues", ApiToken: "Its API token" },
    perSecond: 5,
    rules: {
      Raised: {
        pattern: {
          ...SOURCE,
          detail: { event: ["raised"], level: ["warning", "critical"], isExample: [false] },
        },
        paths: { ...told, sector: "$.detail.sector", id: "$.detail.id" },
        message: {
          fields: {
            project: { key: "SUPPLY" },
            issuetype: { name: "Task" },
            summary: "<headline>",
            labels: ["chokepoint", "<sector>"],
            description: {
              type: "doc",
              version: 1,
              content: [
                { type: "paragraph", content: [{ type: "text", text: "<text>" }] },
                { type: "paragraph", content: [{ type: "text", text: "<id>" }] },
              ],
            },
          },
        },
      },
    },
  },
};
