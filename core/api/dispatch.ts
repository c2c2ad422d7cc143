import type { z } from "zod";
import { type Answer, type Api, contract } from "./contract.ts";
import { failureOf, SpeechError } from "./errors.ts";

/** Looks up `group.method`, parses its input and calls it. Nothing that comes from the window is trusted; never throws. */
export async function dispatch(
  api: Api,
  name: unknown,
  input: unknown,
  onDefect: (error: unknown) => void,
): Promise<Answer> {
  try {
    const [group = "", method = "", ...rest] = typeof name === "string" ? name.split(".") : [];
    const calls = Object.hasOwn(contract, group) ? contract[group as keyof typeof contract] : undefined;
    if (!calls || !Object.hasOwn(calls, method) || rest.length > 0) {
      throw new SpeechError("input.invalid", "窗口要求了一件讲稿匠不会做的事。重新打开讲稿匠再试。");
    }
    const schemas = (calls as unknown as Record<string, { input: z.ZodType }>)[method];
    const parsed = schemas?.input.safeParse(input ?? {});
    if (!parsed?.success) {
      const place = parsed?.error.issues[0]?.path.join(".") ?? "";
      throw new SpeechError("input.invalid", `填的内容有一处不对（${place || "内容"}），没有照办。改过再试。`);
    }
    const service = api[group as keyof Api] as unknown as Record<string, (value: unknown) => Promise<unknown>>;
    return { ok: true, value: (await service[method]?.(parsed.data)) ?? null };
  } catch (error) {
    if (!(error instanceof SpeechError)) onDefect(error);
    return { ok: false, error: failureOf(error) };
  }
}
