import { createHash } from "node:crypto";
import { chmod, realpath, rm, stat } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { SpeechError } from "#core/api/errors";
import { onDisk } from "./disk-failure.ts";

const messageSchema = z.object({
  /** Absolute paths of files to open; none means: show yourself. */
  open: z.array(z.string()).optional(),
});
/** What a second start asks of the running one. */
export type InstanceMessage = z.infer<typeof messageSchema>;

export type Claim =
  | { claimed: true; release(): Promise<void> }
  | { claimed: false; send(message: InstanceMessage): Promise<void> };

/** The longest socket path that every Unix takes, in bytes (macOS has room for 104 with the final zero). */
const LONGEST_SOCKET_PATH = 100;
const ANSWER_MS = 5_000;
const RECEIVED = "received";

/**
 * Claims the data folder for this process, or finds the one that has it. The claim is a listening socket, so it ends with
 * its process however that ends; a lock file guards only the moment between finding nobody and listening.
 */
export async function claimDataFolder(folder: string, onMessage: (message: InstanceMessage) => void): Promise<Claim> {
  const unlock = await onDisk("讲稿匠没有打开", () =>
    lock(folder, {
      lockfilePath: join(folder, "claim.lock"),
      stale: 5_000,
      retries: { retries: 80, factor: 1, minTimeout: 100, maxTimeout: 100 },
    }),
  );
  try {
    const addresses = await socketAddresses(folder);
    for (const address of addresses) {
      if (await answers(address)) return { claimed: false, send: (message) => sendTo(address, message) };
    }
    const server = await listenOnFirst(addresses, onMessage);
    return { claimed: true, release: () => new Promise((resolve) => server.close(() => resolve())) };
  } finally {
    await unlock().catch(() => {});
  }
}

/** Where the claim is looked for and made, in order: in the folder itself, else where its hash says (exFAT and some network drives hold no sockets). */
async function socketAddresses(folder: string): Promise<string[]> {
  const real = await realpath(folder);
  const hash = createHash("sha256").update(real).digest("hex").slice(0, 24);
  if (process.platform === "win32") return [`\\\\.\\pipe\\speechwright-${hash}`];
  const inside = join(real, "instance.sock");
  const outside = join(tmpdir(), `speechwright-${hash}.sock`);
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH ? [inside, outside] : [outside];
}

/** Whether a process of this user listens there; in the temporary folder anybody may put a socket under the name we look for. */
async function answers(address: string): Promise<boolean> {
  if (process.platform !== "win32") {
    const found = await stat(address).catch(() => undefined);
    if (found?.uid !== process.getuid?.()) return false;
  }
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function listenOnFirst(
  [address = "", ...others]: string[],
  onMessage: (message: InstanceMessage) => void,
): Promise<Server> {
  // Nobody answered there, so a socket that is left was its dead process's.
  if (process.platform !== "win32") await rm(address, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => receive(socket, onMessage));
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(address, resolve));
  } catch (error) {
    if (others.length === 0) throw error;
    return listenOnFirst(others, onMessage);
  }
  if (process.platform !== "win32") await chmod(address, 0o600);
  return server;
}

/** Takes one message; whoever only knocks sends none. */
function receive(socket: Socket, onMessage: (message: InstanceMessage) => void): void {
  let sent = "";
  socket.setTimeout(ANSWER_MS, () => socket.destroy()).on("error", () => {});
  socket.setEncoding("utf8").on("data", (piece) => {
    sent += piece;
  });
  socket.on("end", () => {
    const message = readMessage(sent);
    if (message) onMessage(message);
    socket.end(message ? RECEIVED : "");
  });
}

function readMessage(sent: string): InstanceMessage | undefined {
  try {
    return messageSchema.parse(JSON.parse(sent));
  } catch {
    return undefined;
  }
}

async function sendTo(address: string, message: InstanceMessage): Promise<void> {
  const socket = connect({ path: address, allowHalfOpen: true });
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error("no answer")));
  socket.end(JSON.stringify(message));
  const answer = await text(socket).catch(() => "");
  if (answer === RECEIVED) return;
  throw new SpeechError("host.gone", "讲稿匠已经开着，但没有回应。等它忙完再试；还是不行，就结束它的进程再打开。");
}
