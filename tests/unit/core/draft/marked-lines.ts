import type { Block, Span } from "#core/draft/schema";

/** Blocks from lines: `# 题` is a heading, `{领句。}正文` a run-in heading, `[一是]` an item, `«会议»` a slot, `*粗*` bold, `<引>` a citation. */
export function blocksOf(text: string): Block[] {
  return text.split("\n").map((line): Block => {
    if (line.startsWith("# ")) return { type: "heading", level: 1, children: spansOf(line.slice(2)) };
    const children = spansOf(line);
    return children.some(({ lead }) => lead)
      ? { type: "paragraph", leadLevel: 2, children }
      : { type: "paragraph", children };
  });
}

/** The lines that `blocksOf` reads, to compare whole bodies at a glance. */
export function linesOf(body: readonly Block[]): string {
  return body
    .map((block) => {
      const text = block.children
        .map(({ text, item, lead, slot, bold, citation }) => {
          if (item) return `[${text}]`;
          if (lead) return `{${text}}`;
          if (slot !== undefined) return `«${text}»`;
          if (bold) return `*${text}*`;
          return citation === undefined ? text : `<${text}>`;
        })
        .join("");
      return block.type === "heading" ? `# ${text}` : text;
    })
    .join("\n");
}

function spansOf(line: string): Span[] {
  const spans = [...line.matchAll(/\[([^\]]*)\]|\{([^}]*)\}|«([^»]*)»|\*([^*]*)\*|<([^>]*)>|([^[{«*<]+)/gu)].map(
    ([, item, lead, slot, bold, citation, plain]): Span => {
      if (item !== undefined) return { text: item, item: true };
      if (lead !== undefined) return { text: lead, lead: true };
      if (slot !== undefined) return { text: slot, slot: "k" };
      if (bold !== undefined) return { text: bold, bold: true };
      return citation === undefined ? { text: plain ?? "" } : { text: citation, citation: "c" };
    },
  );
  return spans.length > 0 ? spans : [{ text: "" }];
}
