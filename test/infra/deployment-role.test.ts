import { readFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import cdk from "../../cdk.json" with { type: "json" };
import { readDeploymentRole } from "../../infra/deployment-role/context.ts";
import { DeploymentRoleStack } from "../../infra/deployment-role/deployment-role-stack.ts";
import { addSecurityRules } from "../../infra/security-rules.ts";

const PROVIDER = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

function synthesized(context: Record<string, unknown>): Template {
  const app = new App({ context: cdk.context });
  addSecurityRules(app);
  const stack = new DeploymentRoleStack(app, "Roles", readDeploymentRole(context));
  // A finding of the security rules makes it fail.
  app.synth();
  return Template.fromStack(stack);
}

const conditionsOf = (template: Template) =>
  Object.values(template.findResources("AWS::IAM::Role")).map(
    ({ Properties }) => Properties.AssumeRolePolicyDocument.Statement[0].Condition,
  );

describe("the roles of a deployment", () => {
  it("are given to one repository alone: one to a branch in its environment, one to its pull requests", () => {
    const template = synthesized({ repository: "octocat/my-repo", environment: "prod", branch: "release" });
    const issuer = "token.actions.githubusercontent.com";
    const aud = { [`${issuer}:aud`]: "sts.amazonaws.com" };
    const [sub, ref] = [`${issuer}:sub`, `${issuer}:ref`];
    expect(conditionsOf(template)).toEqual([
      {
        StringEquals: { ...aud, [sub]: "repo:octocat/my-repo:environment:prod", [ref]: "refs/heads/release" },
      },
      { StringEquals: { ...aud, [sub]: "repo:octocat/my-repo:pull_request" } },
    ]);
    expect(JSON.stringify(conditionsOf(synthesized({ repository: "a/b" })))).toContain("refs/heads/main");
  });

  it("leave pull requests out where these may not read the account", () => {
    const template = synthesized({ repository: "octocat/my-repo", pullRequests: "false" });
    template.resourceCountIs("AWS::IAM::Role", 1);
    expect(Object.keys(template.findOutputs("*"))).toEqual(["DeployRoleArn"]);
  });

  it("know a repository by its ids where its tokens have them", () => {
    const template = synthesized({ repository: "octocat@123456/my-repo@456789" });
    expect(JSON.stringify(conditionsOf(template))).toContain(
      "repo:octocat@123456/my-repo@456789:environment:production",
    );
  });

  it("are deployed by the bootstrap whose roles they take, which the app or the command names", () => {
    const versionIn = (template: Template) => {
      const { BootstrapVersion } = template.findParameters("*");
      return BootstrapVersion?.Default;
    };
    const [repository, ofApp] = ["octocat/my-repo", { "@aws-cdk/core:bootstrapQualifier": "app" }];
    expect(versionIn(synthesized({ repository }))).toBe("/cdk-bootstrap/hnb659fds/version");
    expect(versionIn(synthesized({ repository, qualifier: "mine" }))).toBe("/cdk-bootstrap/mine/version");
    const named = synthesized({ repository, ...ofApp });
    expect(versionIn(named)).toBe("/cdk-bootstrap/app/version");
    expect(JSON.stringify(named)).toContain("role/cdk-app-deploy-role-");
    expect(versionIn(synthesized({ repository, ...ofApp, qualifier: "mine" }))).toBe(
      "/cdk-bootstrap/mine/version",
    );
  });

  // What cfn-lint finds in a template, as far as it can be told without it: it found nothing in this one.
  it("refer to nothing that is not there, and have no dependency that a reference implies", () => {
    const template = synthesized({ repository: "octocat/my-repo" }).toJSON();
    const text = JSON.stringify(template);
    const names = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters)]);
    const referred = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(([, name = ""]) => name);
    expect(referred.filter((name) => !name.startsWith("AWS::") && !names.has(name))).toEqual([]);
    expect(text).not.toContain("DependsOn");
    expect(Buffer.byteLength(text)).toBeLessThan(51_200);
  });

  it("may take the roles of the bootstrap, each by its name, and nothing else; a look may take one that reads", () => {
    const template = synthesized({ repository: "octocat/my-repo", qualifier: "mine" });
    const policies = Object.entries(template.findResources("AWS::IAM::ManagedPolicy"));
    const taken = policies.map(([id, { Properties }]) => {
      const statements = [Properties.PolicyDocument.Statement].flat() as {
        Action: string;
        Resource: unknown;
      }[];
      for (const { Action } of statements) expect(Action).toBe("sts:AssumeRole");
      const text = JSON.stringify(statements.map(({ Resource }) => Resource));
      expect(text).not.toContain("*");
      return [
        id.replace(/Policy.*/, ""),
        [...text.matchAll(/role\/cdk-mine-([a-z-]+)-role-/g)].map(([, name]) => name),
      ];
    });
    expect(Object.fromEntries(taken)).toEqual({
      DeployRole: ["deploy", "file-publishing", "lookup"],
      DiffRole: ["lookup"],
    });
  });

  it("trust GitHub by a provider of the account, which is made where there is none", () => {
    synthesized({ repository: "octocat/my-repo" }).resourceCountIs("AWS::IAM::OIDCProvider", 1);
    const template = synthesized({ repository: "octocat/my-repo", provider: PROVIDER });
    template.resourceCountIs("AWS::IAM::OIDCProvider", 0);
    expect(JSON.stringify(template.findResources("AWS::IAM::Role"))).toContain(PROVIDER);
  });

  it.each([
    [{}, 'context: field "repository": must name a repository like OWNER/REPOSITORY'],
    [{ repository: "octocat/*" }, /"octocat\/\*" is not a repository like OWNER\/REPOSITORY/],
    [{ repository: "octocat" }, /"octocat" is not a repository like OWNER\/REPOSITORY/],
    [{ repository: "a/b", environment: "*" }, /field "environment": must be the name of an environment/],
    [{ repository: "a/b", qualifier: "*" }, /field "qualifier": must be the qualifier of the bootstrap/],
    [
      { repository: "a/b", provider: "github" },
      /field "provider": must be the ARN of GitHub's identity provider/,
    ],
    [{ repository: "a/b", branch: "*" }, /field "branch": must be the name of a branch/],
    [{ repository: "a/b", pullRequests: "no way" }, /field "pullRequests": must be true or false/],
    [{ repository: "a/b", tag: "main" }, 'context: field "tag" is not known'],
  ])("refuse the context %j in one sentence", (context, sentence) => {
    expect(() => readDeploymentRole(context)).toThrow(sentence);
  });
});

describe.each(["deploy.yml", "policy-diff.yml"])("the example %s", (file) => {
  const text = readFileSync(`docs/examples/${file}`, "utf8");

  it("names each action by the full id of a commit, and its version", () => {
    const actions = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(3);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("may read the repository, and write nothing but what it says", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n {2}id-token: write/m);
    expect(text).not.toContain("contents: write");
  });
});
