import { type Answer, type Api, contract } from "./contract.ts";
import { SpeechError } from "./errors.ts";

/** Carries one call to the host and brings back its answer. */
export type Transport = (name: string, input: unknown) => Promise<Answer>;

/** The contract as functions over `transport`; a refused call throws a SpeechError with the sentence to show. */
export function createClient(transport: Transport): Api {
  const group = (name: string, methods: object) =>
    Object.fromEntries(
      Object.keys(methods).map((method) => [
        method,
        async (input: unknown) => {
          const answer = await transport(`${name}.${method}`, input);
          if (answer.ok) return answer.value;
          throw new SpeechError(answer.error.code, answer.error.message, answer.error.details);
        },
      ]),
    );
  return Object.fromEntries(Object.entries(contract).map(([name, methods]) => [name, group(name, methods)])) as Api;
}
