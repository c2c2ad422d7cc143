import { createContext, useContext } from "react";
import type { Api } from "#core/api/contract";

const ApiContext = createContext<Api | null>(null);

/** Gives the window's one Api to everything below; tests give their own. */
export const ApiProvider = ApiContext.Provider;

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error("useApi needs an ApiProvider above it");
  return api;
}
