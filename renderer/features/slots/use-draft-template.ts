import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { failureOf } from "#core/api/errors";
import type { Template } from "#core/template/schema";
import { useApi } from "../../api.ts";
import type { DraftSession } from "../../session/draft-session.ts";

/** The template that the open draft was made from, as far as it is at hand. */
export type DraftTemplate =
  | { state: "none" }
  | { state: "reading" }
  | { state: "here"; template: Template }
  /** Deleted, or it could not be read: `sentence` says which and what still works. */
  | { state: "missing"; sentence: string };

const NONE: DraftTemplate = { state: "none" };
const READING: DraftTemplate = { state: "reading" };

/** Reads the template of the open draft, anew when the draft's head names another. */
export function useDraftTemplate(session: DraftSession): DraftTemplate {
  const api = useApi();
  const id = useStore(session.store, (state) => state.head.template);
  const [read, setRead] = useState<{ id: string; answer: DraftTemplate } | null>(null);
  useEffect(() => {
    if (id === undefined) return;
    let asked = true;
    api.templates
      .read({ id })
      .then((template): DraftTemplate => ({ state: "here", template }))
      .catch((error): DraftTemplate => ({ state: "missing", sentence: missing(error) }))
      .then((answer) => asked && setRead({ id, answer }));
    return () => {
      asked = false;
    };
  }, [api, id]);
  if (id === undefined) return NONE;
  return read?.id === id ? read.answer : READING;
}

function missing(error: unknown): string {
  const { code, message } = failureOf(error);
  if (code !== "template.missing") return message;
  return "建立这篇讲稿的模板已经删除，所以没有写法和目标字数，也不能换结构。空位照样能填。";
}
