import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  Architecture,
  type CfnFunction,
  type EventInvokeConfigOptions,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { type ILogGroup, LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { policiesEnv } from "../../shared/contract/functions.ts";
import type { FunctionSize } from "../config/function-sizes.ts";
import { ROOT } from "../config/package-root.ts";
import { type Permission, RestrictedRole } from "../permissions/restricted-role.ts";
import { BUNDLED_POLICIES } from "./bundled-policies.ts";
import { bundlingWith } from "./bundling.ts";
import { nodeOptions } from "./node-options.ts";

export interface FunctionProps {
  /** The handler's file, from the root of the project. */
  entry: string;
  description: string;
  environment: Record<string, string>;
  /** Everything that it may do, besides writing its log. */
  allows: Permission[];
  /** The key that encrypts its log. */
  encryptionKey: IKey;
  logRetentionDays: number;
  /** The log that it writes, if it is not to have its own. */
  logGroup: ILogGroup | null;
  /** Whether its own log stays when the stack is destroyed. */
  keepLog: boolean;
  /** Whether X-Ray records each of its runs, and what Lambda does for it. */
  tracing: boolean;
  size: FunctionSize;
  /** The folder of its policies, and the sectors that it knows. */
  policyFolder: string;
  sectors: string[];
}

/** X-Ray knows no resources. */
const TRACING: Permission = { actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], resource: "*" };

/**
 * A bundled function with its own log. Its role allows writing this log and what `allows` lists, nothing else.
 */
export class LeastPrivilegeFunction extends Construct {
  readonly handler: NodejsFunction;
  readonly size: FunctionSize;

  constructor(scope: Construct, id: string, props: FunctionProps, onInvoke: EventInvokeConfigOptions = {}) {
    super(scope, id);
    this.size = props.size;
    const logGroup = props.logGroup ?? this.createLog(props);
    const logging = {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resource: logGroup.logGroupArn,
    };
    const { role } = new RestrictedRole(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      allows: [...props.allows, logging, ...(props.tracing ? [TRACING] : [])],
    });
    this.handler = new NodejsFunction(this, "Handler", {
      ...onInvoke,
      entry: `${ROOT}${props.entry}`,
      projectRoot: ROOT,
      // An installed package has no lock file. Nothing is installed into a bundle, so any file of npm will do.
      depsLockFilePath: `${ROOT}package.json`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.size.memory,
      timeout: props.size.timeout,
      ...(props.size.concurrency === null ? {} : { reservedConcurrentExecutions: props.size.concurrency }),
      environment: {
        ...props.environment,
        [policiesEnv]: BUNDLED_POLICIES,
        NODE_OPTIONS: nodeOptions,
      },
      ...(props.tracing ? { tracing: Tracing.ACTIVE } : {}),
      role,
      logGroup,
      bundling: bundlingWith(props.policyFolder, props.sectors),
    });
    // CDK also writes a dependency on the role, which the role's ARN implies already (cfn-lint W3005).
    (this.handler.node.defaultChild as CfnFunction).addDeletionOverride("DependsOn");
    this.acknowledgeWhatDoesNotApply();
    if (props.tracing) acknowledgeTracing(this);
    else acknowledgeNoTracing(this.handler);
  }

  private createLog({ logRetentionDays, encryptionKey, keepLog }: FunctionProps): LogGroup {
    return new LogGroup(this, "Log", {
      retention: logRetentionDays,
      encryptionKey,
      removalPolicy: keepLog ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  private acknowledgeWhatDoesNotApply(): void {
    Validations.of(this.handler).acknowledge(
      {
        id: "NIST.800.53.R5-LambdaInsideVPC",
        reason:
          "It calls AWS services only, over TLS, and nothing can call it but Lambda: a VPC would add a path, not remove one.",
      },
      {
        id: "NIST.800.53.R5-LambdaConcurrency",
        reason:
          "A new account has 10 concurrent executions and may reserve none of them, so the owner chooses. Two runs at once are safe: the ledger's version lets one win.",
      },
      ...["NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"].map((id) => ({
        id,
        reason:
          "What is started without a caller has a failure destination, which also keeps the error; what is started by hand answers its caller.",
      })),
    );
  }
}

function acknowledgeTracing(scope: Construct): void {
  Validations.of(scope).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason:
      "The owner has asked for traces, and X-Ray takes them only from whoever may write to every resource.",
  });
}

function acknowledgeNoTracing(handler: NodejsFunction): void {
  Validations.of(handler).acknowledge({
    id: "Serverless-LambdaTracing",
    reason:
      "X-Ray takes traces from whoever may write to every resource (*), and this role names each. A failure names its step.",
  });
}
