import { join } from "node:path";

/** The folder of package.json. */
export const PROJECT = join(import.meta.dirname, "..");

/** Small facts that scripts keep between runs; gone with `npm ci`, as they should be. */
export const CACHE = join(PROJECT, "node_modules/.cache/speechwright");
