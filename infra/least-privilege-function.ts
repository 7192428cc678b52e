import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, type EventInvokeConfigOptions, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogLevel, NodejsFunction, OutputFormat, SourceMapMode } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/** Calls that a function may make on one resource. */
export interface Permission {
  actions: string[];
  resource: string;
}

export interface FunctionProps {
  /** The handler's file, from the root of the project. */
  entry: string;
  description: string;
  environment: Record<string, string>;
  /** All that it may do, beside writing its log. */
  allows: Permission[];
  logRetentionDays: number;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A bundled function with a log of its own, whose role allows writing that, what it is told to, and nothing else. */
export class LeastPrivilegeFunction extends Construct {
  readonly handler: NodejsFunction;

  constructor(scope: Construct, id: string, props: FunctionProps, onInvoke: EventInvokeConfigOptions = {}) {
    super(scope, id);
    const logGroup = new LogGroup(this, "Log", {
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    for (const { actions, resource } of props.allows) {
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    }
    this.handler = new NodejsFunction(this, "Handler", {
      ...onInvoke,
      entry: `${ROOT}${props.entry}`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // One whole virtual CPU.
      memorySize: 1769,
      timeout: Duration.minutes(15),
      environment: { ...props.environment, NODE_OPTIONS: "--enable-source-maps" },
      role,
      logGroup,
      bundling: {
        format: OutputFormat.ESM,
        target: "node24",
        mainFields: ["module", "main"],
        bundleAwsSDK: true,
        minify: true,
        sourceMap: true,
        sourceMapMode: SourceMapMode.DEFAULT,
        sourcesContent: false,
        logLevel: LogLevel.WARNING,
      },
    });
  }
}
