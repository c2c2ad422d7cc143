import { memo } from "react";
import { numbersOf } from "#core/draft/numbering";
import { type Block, type Span, textOf } from "#core/draft/schema";
import { sliceSpans } from "#core/draft/slice-spans";
import { titleLines } from "#core/word/title-lines";
import { markClasses } from "./paper.tsx";
import { TITLE_CAPACITY } from "./title-breaks.ts";

/** The sheet as the editor would draw it, to be looked at only; it has no editor of its own and follows each new `body` at once. */
export function StillPaper({ body }: { body: readonly Block[] }) {
  const numbers = numbersOf(body);
  return (
    <div className="paper">
      <div className="text">
        <div className="chunk">
          {body.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks have nothing else to tell them apart, and no state.
            <StillBlock key={index} block={block} number={numbers[index] ?? ""} />
          ))}
        </div>
      </div>
    </div>
  );
}

const StillBlock = memo(function StillBlock({ block, number }: { block: Block; number: string }) {
  return (
    // No headings: the page that shows the sheet has its own.
    <p
      className={`block ${block.type}`}
      data-number={number || undefined}
      data-level={block.type === "heading" ? block.level : undefined}
      data-lead={block.type === "paragraph" ? block.leadLevel : undefined}
    >
      {spansOf(block).map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <span key={index}>
          <span className={markClasses(span)}>{span.text}</span>
        </span>
      ))}
    </p>
  );
});

/** The spans of a block; those that begin a further line of a title are marked. */
function spansOf(block: Block): (Span & { lineStart?: true })[] {
  if (block.type !== "title") return block.children;
  let end = 0;
  return titleLines(textOf(block), TITLE_CAPACITY).flatMap((line) => {
    const start = end;
    end += line.length;
    return sliceSpans(block.children, start, end).map((span, place) =>
      start > 0 && place === 0 ? { ...span, lineStart: true as const } : span,
    );
  });
}
