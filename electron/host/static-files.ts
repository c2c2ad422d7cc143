import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** The file of the built window that `pathname` stands for; undefined for anything missing or outside `folder`. */
export async function staticFile(
  folder: string,
  pathname: string,
): Promise<{ type: string; bytes: Uint8Array } | undefined> {
  try {
    const name = decodeURIComponent(pathname === "/" ? "/index.html" : pathname);
    const path = join(folder, name);
    if (/[\0\\]/u.test(name) || !path.startsWith(folder + sep)) return undefined;
    return { type: TYPES[extname(path)] ?? "application/octet-stream", bytes: await readFile(path) };
  } catch {
    return undefined;
  }
}
