import { utilityProcess } from "electron";
import type { ReadAnswer, StartChild } from "./services/files/read-in-child.ts";

/** Reads strangers' files in a utility process: a packed program refuses to run as plain Node. */
export const startUtilityProcess: StartChild = (entry, execArgv) => {
  const child = utilityProcess.fork(entry, [], { execArgv, stdio: "ignore", serviceName: "讲稿匠读文件" });
  return {
    send: (bytes) => child.postMessage(bytes),
    onMessage: (listen) => child.on("message", (answer: ReadAnswer) => listen(answer)),
    onExit: (listen) => child.once("exit", listen),
    kill: () => child.kill(),
  };
};
