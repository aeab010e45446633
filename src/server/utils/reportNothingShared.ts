import { fieldsOf } from "../../core/json.js";
import type { Backplane } from "../backplane/backplane.js";
import { serverError } from "../errors/serverError.js";
import type { ReportError } from "./reportError.js";

/** Says once that several processes seem to run which share nothing, where the backplane is one process's memory. */
export type ReportNothingShared = (sign: string) => void;

export function createReportNothingShared(
  { durable }: Pick<Backplane, "durable">,
  report: ReportError,
): ReportNothingShared {
  let isSaid = durable;
  return (sign) => {
    if (isSaid) return;
    isSaid = true;
    report(serverError("nothingShared", { values: { sign } }));
  };
}

/** What shows that this process is one of several: a cluster's worker, or a process manager's variables. */
export function signOfSeveral(
  env: Readonly<Record<string, string | undefined>> = globalThis.process?.env ?? {},
  isWorker = isClusterWorker(),
): string | undefined {
  if (isWorker) return "This process is a worker of a cluster";
  // pm2 numbers the instances of a program; Heroku and others say how many there are to be.
  const count = (name: string) => Number(/^\d{1,4}$/.exec(env[name] ?? "")?.[0] ?? 0);
  const isOne = count("NODE_APP_INSTANCE") > 0 ? "NODE_APP_INSTANCE" : undefined;
  const name = isOne ?? (count("WEB_CONCURRENCY") > 1 ? "WEB_CONCURRENCY" : undefined);
  return name && `This process is one of several, by ${name}`;
}

/** Asked of the runtime: one without clusters has no such module. */
function isClusterWorker(): boolean {
  const cluster: unknown = globalThis.process?.getBuiltinModule?.("node:cluster");
  return fieldsOf(cluster)["isWorker"] === true;
}
