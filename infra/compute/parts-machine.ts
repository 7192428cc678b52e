import { ArnFormat, Aws, Stack, Validations } from "aws-cdk-lib";
import { Metric, type MetricOptions } from "aws-cdk-lib/aws-cloudwatch";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { MOST_DISTRIBUTED, MOST_INLINE } from "../../shared/contract/parts.ts";
import { RestrictedRole } from "../permissions/restricted-role.ts";
import type { LeastPrivilegeFunction } from "./least-privilege-function.ts";

export interface PartsMachineProps {
  /** Folds one part. */
  fold: LeastPrivilegeFunction;
  /** Adds up what was folded, and recomputes the sector. */
  recompute: LeastPrivilegeFunction;
}

/**
 * Folds the parts of a large sector at once, and then recomputes the sector. A part that fails again and again fails the
 * execution: nothing is decided on a sector that was not read whole.
 */
export class PartsMachine extends Construct {
  private readonly machine: CfnStateMachine;

  constructor(scope: Construct, id: string, props: PartsMachineProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { role } = this.createRole(props, partsMachineArn(stack));
    // The class StateMachine of CDK would add an inline policy of its own for the distributed map.
    this.machine = new CfnStateMachine(this, "Machine", {
      stateMachineName: partsMachineName(stack),
      definitionString: stack.toJsonString(definitionOf(props)),
      roleArn: role.roleArn,
    });
    const noTraces = "X-Ray takes traces from whoever may write to every resource (*).";
    Validations.of(this.machine).acknowledge(
      {
        id: "AwsSolutions-SF1",
        reason:
          "Step Functions keeps each execution for 90 days with all of its steps, and the functions have logs.",
      },
      { id: "AwsSolutions-SF2", reason: noTraces },
      { id: "Serverless-StepFunctionStateMachineXray", reason: noTraces },
    );
  }

  /** How many executions have failed. */
  metricFailed(options: MetricOptions): Metric {
    return new Metric({
      ...options,
      namespace: "AWS/States",
      metricName: "ExecutionsFailed",
      dimensionsMap: { StateMachineArn: this.machine.ref },
    });
  }

  /** It may invoke its two functions. A distributed map runs parts as executions of the same machine. */
  private createRole({ fold, recompute }: PartsMachineProps, arn: string): RestrictedRole {
    const executions = `${arn.replace(":stateMachine:", ":execution:")}/*`;
    const role = new RestrictedRole(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com"),
      allows: [
        { actions: ["lambda:InvokeFunction"], resource: fold.handler.functionArn },
        { actions: ["lambda:InvokeFunction"], resource: recompute.handler.functionArn },
        { actions: ["states:StartExecution"], resource: arn },
        { actions: ["states:DescribeExecution", "states:StopExecution"], resource: executions },
      ],
    });
    const shown = [Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID].reduce(
      (text, token, at) =>
        text.replace(token, ["<AWS::Partition>", "<AWS::Region>", "<AWS::AccountId>"][at] ?? ""),
      executions,
    );
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${shown}]`,
      reason: "Executions have names that Step Functions gives them.",
    });
    return role;
  }
}

// Throttling and a cold start end sooner than this.
const RETRY = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 5, MaxAttempts: 4, BackoffRate: 2 }];

/** The states in the Amazon States Language. */
function definitionOf({ fold, recompute }: PartsMachineProps) {
  const mapOf = (mode: "INLINE" | "DISTRIBUTED", most: number) => ({
    Type: "Map",
    ItemsPath: "$.parts",
    ItemSelector: {
      "sector.$": "$.sector",
      "run.$": "$.run",
      "shard.$": "$$.Map.Item.Value.shard",
      "from.$": "$$.Map.Item.Value.from",
      "to.$": "$$.Map.Item.Value.to",
    },
    MaxConcurrency: most,
    ItemProcessor: {
      ProcessorConfig: { Mode: mode, ...(mode === "DISTRIBUTED" ? { ExecutionType: "STANDARD" } : {}) },
      StartAt: "Fold",
      States: { Fold: { Type: "Task", Resource: fold.handler.functionArn, Retry: RETRY, End: true } },
    },
    ResultPath: null,
    Next: "Recompute",
  });
  return {
    Comment: "Folds the parts of a large sector, and then recomputes it",
    StartAt: "HowManyParts",
    States: {
      HowManyParts: {
        Type: "Choice",
        Choices: [{ Variable: "$.isMany", BooleanEquals: true, Next: "FoldMany" }],
        Default: "FoldFew",
      },
      FoldFew: mapOf("INLINE", MOST_INLINE),
      FoldMany: mapOf("DISTRIBUTED", MOST_DISTRIBUTED),
      Recompute: {
        Type: "Task",
        Resource: recompute.handler.functionArn,
        Parameters: { "sector.$": "$.sector", "run.$": "$.run" },
        ResultPath: null,
        Retry: RETRY,
        End: true,
      },
    },
  };
}

/**
 * The name of a stack's state machine. It is fixed, because the function that starts the machine is also one of its steps. No
 * stack has an underscore in its name, so no other one takes this name.
 */
function partsMachineName({ stackName }: Stack): string {
  return `${stackName.slice(0, MOST_NAME - ENDING.length)}${ENDING}`;
}

const MOST_NAME = 80;
const ENDING = "_parts";

/** The ARN of a stack's state machine. */
export function partsMachineArn(stack: Stack): string {
  return stack.formatArn({
    service: "states",
    resource: "stateMachine",
    resourceName: partsMachineName(stack),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
