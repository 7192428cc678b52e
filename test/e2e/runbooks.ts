import { CloudFormationClient, DescribeStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import {
  DeleteTableCommand,
  DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { takeAnyCredentials } from "../endpoint/credentials.ts";
import { outputsOf } from "../endpoint/stacks.ts";
import { say, until, walk } from "../endpoint/steps.ts";

// What docs/runbooks.md says, done on a stack that is deployed: node test/e2e/runbooks.ts STACK

const [stack] = process.argv.slice(2);
if (stack === undefined) {
  say("Name the stack: AWS_ENDPOINT_URL=… node test/e2e/runbooks.ts STACK");
  process.exit(2);
}
if (process.env.AWS_ENDPOINT_URL !== undefined) takeAnyCredentials();
const [cloudFormation, dynamo, lambda, sqs] = [
  new CloudFormationClient({}),
  new DynamoDBClient({}),
  new LambdaClient({}),
  new SQSClient({}),
];
const outputs = await outputsOf(cloudFormation, stack);
const FunctionName = outputs.get("RecomputeFunction") ?? "";
const WRONG = { sector: "a-sector-that-is-not-there" };

/** The queue of what failed after its retries. */
async function failedQueue(): Promise<string> {
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stack }),
  );
  const queue = StackResources.find(({ LogicalResourceId }) => LogicalResourceId?.startsWith("FailedQueue"));
  return queue?.PhysicalResourceId ?? "";
}

interface Failure {
  requestContext: { functionArn: string };
  requestPayload: Record<string, unknown>;
  responsePayload: { errorMessage: string };
}

async function countOf(TableName: string): Promise<number> {
  const { Count = 0 } = await dynamo.send(
    new ScanCommand({ TableName, Select: "COUNT", ConsistentRead: true }),
  );
  return Count;
}

function expect(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`expected that ${sentence}`);
}

await walk([
  [
    "a run that fails three times waits in the queue, with its function, payload and reason; then it is taken out",
    async () => {
      const QueueUrl = await failedQueue();
      const Payload = JSON.stringify(WRONG);
      await lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
      const asked = { QueueUrl, WaitTimeSeconds: 5, VisibilityTimeout: 300 };
      const message = await until(
        "the failed run",
        async () => {
          const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(asked));
          return Messages.find(({ Body = "" }) => Body.includes(WRONG.sector));
        },
        600,
      );
      const { requestContext, requestPayload, responsePayload }: Failure = JSON.parse(message.Body ?? "{}");
      expect(requestContext.functionArn.includes(FunctionName), "the message names the function");
      expect(requestPayload.sector === WRONG.sector, "it holds the payload");
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle ?? "" }));
      return responsePayload.errorMessage;
    },
  ],
  [
    "a run that is started again with its payload, twice, tells nothing twice",
    async () => {
      const run = async () => {
        const Payload = JSON.stringify({ sector: "us-storage-imports" });
        const { Payload: answer, FunctionError } = await lambda.send(
          new InvokeCommand({ FunctionName, Payload }),
        );
        expect(FunctionError === undefined, "the run ends well");
        return JSON.parse(Buffer.from(answer ?? []).toString()) as { bulletin: unknown }[];
      };
      await run();
      const [again] = await run();
      expect(again?.bulletin === null, "the second run has nothing to tell");
    },
  ],
  [
    "the ledgers are restored into a new table, and the stack goes on with its own",
    async () => {
      const [SourceTableName = "", TargetTableName] = [
        outputs.get("LedgersTable"),
        `${stack}-restored-ledgers`,
      ];
      await dynamo.send(
        new RestoreTableToPointInTimeCommand({
          SourceTableName,
          TargetTableName,
          UseLatestRestorableTime: true,
        }),
      );
      try {
        await waitUntilTableExists({ client: dynamo, maxWaitTime: 3600 }, { TableName: TargetTableName });
        return `${await countOf(TargetTableName)} of ${await countOf(SourceTableName)} items`;
      } finally {
        await dynamo.send(new DeleteTableCommand({ TableName: TargetTableName }));
      }
    },
  ],
]);
