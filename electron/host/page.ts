import { APP_ORIGIN } from "../window-rules.ts";
import { CONTENT_SECURITY_POLICY } from "./content-security-policy.ts";
import { staticFile } from "./static-files.ts";
import type { Transfers } from "./transfers.ts";

/** Answers what the desktop's page asks of `app:`: files of the built window, and the one-time addresses below `/transfer/`. */
export async function answerPage(request: Request, rendererFolder: string, transfers: Transfers): Promise<Response> {
  const { protocol, host, pathname } = new URL(request.url);
  if (`${protocol}//${host}` !== APP_ORIGIN) return new Response(null, { status: 403 });
  if (pathname.startsWith("/transfer/")) return transfers.respond(request);
  const file = request.method === "GET" ? await staticFile(rendererFolder, pathname) : undefined;
  if (!file) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      "content-type": file.type,
      "content-security-policy": CONTENT_SECURITY_POLICY,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
