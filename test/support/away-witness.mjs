// Loaded into a process before its program: writes down each address that it tries to reach.
import { appendFileSync } from "node:fs";
import net from "node:net";

const log = process.env.AWAY_LOG;
const { connect } = net.Socket.prototype;

net.Socket.prototype.connect = function (...args) {
  const [first] = args;
  const target = Array.isArray(first) ? first[0] : first;
  const {
    host = "localhost",
    port,
    path,
  } = typeof target === "object" ? target : { port: target, host: args[1] };
  if (log !== undefined && (path ?? null) === null) appendFileSync(log, `${host}:${port}\n`);
  return connect.apply(this, args);
};
