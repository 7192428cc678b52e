import { startEmbeddedCloud } from "../../cli/cloud/embedded.ts";

// Run as a process of its own: recomputes a sector in a folder, and is killed when SNS has its bulletin to deliver.

const [dir = "", sector = ""] = process.argv.slice(2);
const email = async () => {
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => {});
};
const cloud = await startEmbeddedCloud(dir, { email, events: async () => {} });
await cloud.recompute({ sector });
