import { Ellipsis } from "lucide-react";
import { useSlateStatic } from "slate-react";
import type { LibraryHit } from "#core/api/contract";
import { contextOf, dateText } from "#core/card/fields";
import { type Block, textOf } from "#core/draft/schema";
import type { Entry } from "#core/library/entry";
import { passageUnder } from "#core/library/passage";
import { issuedText, roughDateText } from "#core/library/standing";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import styles from "./entry-detail.module.css";
import { documentKindName } from "./entry-words.ts";
import type { LibraryShelf } from "./library-shelf.ts";
import { type Way, waysOf } from "./ways.ts";

/** The further ways to insert stand in the menu. */
const BUTTONS = 2;
/** So much of a passage is shown before it is inserted. */
const PREVIEW_BLOCKS = 6;

/** The buttons of the entry in work, and what is known about it. */
export function EntryDetail({ shelf, hit }: { shelf: LibraryShelf; hit: LibraryHit }) {
  const { entry } = hit;
  return (
    <div className={styles.detail}>
      {entry.kind === "passage" && <Preview entry={entry} />}
      {shelf.readOnly ? (
        <p className={styles.sentence}>这篇讲稿只能阅读，不能往里插入。</p>
      ) : (
        <div className={styles.actions}>
          {waysOf(entry)
            .slice(0, BUTTONS)
            .map((way) => (
              <Button key={way.id} onPress={() => shelf.insert(entry, way)}>
                {way.label}
              </Button>
            ))}
        </div>
      )}
      <dl className={styles.facts}>
        {factsOf(entry).map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

type Action = Way["id"] | "edit" | "copy" | "duplicate" | "share" | "remove";

/** What else can be done with the entry in work. */
export function EntryActions({ shelf, hit: { entry, own } }: { shelf: LibraryShelf; hit: LibraryHit }) {
  const passage = entry.kind === "passage";
  const ways = shelf.readOnly ? [] : waysOf(entry).slice(BUTTONS);
  const further: MenuEntry<Action>[] = ways.map(({ id, label }) => ({ id, label }));
  const entries: MenuEntry<Action>[] = own
    ? [
        ...further,
        { id: "edit", label: "编辑…" },
        ...(passage
          ? [{ id: "duplicate", label: "复制一份" } as const, { id: "share", label: "分享给同事…" } as const]
          : []),
        { id: "remove", label: "删除" },
      ]
    : [...further, { id: "copy", label: "另存为自己的…" }];
  const act = (action: Action) => {
    switch (action) {
      case "edit":
        return shelf.ask({ kind: "edit", entry, isNew: false });
      case "copy":
        return shelf.ask({ kind: "edit", entry: ownCopy(entry), isNew: true });
      case "duplicate":
        return void shelf.save({ ...ownCopy(entry), title: `${"title" in entry ? entry.title : ""}（副本）` } as Entry);
      case "share":
        return shelf.ask({ kind: "share" });
      case "remove":
        return void shelf.remove(entry);
      default: {
        const way = ways.find(({ id }) => id === action);
        if (way) shelf.insert(entry, way);
      }
    }
  };
  return (
    <Menu label="更多" entries={entries} onAction={act}>
      <IconButton icon={Ellipsis} label="这一条的更多操作" />
    </Menu>
  );
}

/** An entry of one's own with what it says; how sure its facts are and where they were seen is its writer's to say. */
function ownCopy({ confidence: _, evidence: __, ...entry }: Entry): Entry {
  return { ...entry, id: crypto.randomUUID() } as Entry;
}

/** The passage as it will stand in this draft. */
function Preview({ entry }: { entry: Extract<Entry, { kind: "passage" }> }) {
  const editor = useSlateStatic();
  const context = contextOf(editor.head.card, [...(editor.children as Block[]), ...entry.body]);
  const { blocks } = passageUnder(entry, context, () => "");
  return (
    <div className={styles.preview}>
      {blocks.slice(0, PREVIEW_BLOCKS).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names, and the preview no state.
        <p key={index} data-heading={block.type === "heading" || undefined}>
          {block.children.map((span) => (span.slot === undefined ? span.text : `【${span.text}】`)).join("")}
        </p>
      ))}
      {blocks.length > PREVIEW_BLOCKS && (
        <p className={styles.more}>
          还有 {blocks.length - PREVIEW_BLOCKS} 段，共 {blocks.reduce((sum, block) => sum + textOf(block).length, 0)}{" "}
          字。
        </p>
      )}
    </div>
  );
}

function factsOf(entry: Entry): [string, string][] {
  const facts: [string, string | undefined][] = [];
  if (entry.kind === "citation") {
    facts.push(
      ["类别", documentKindName(entry.documentKind)],
      ["机关", entry.issuer],
      ["日期", entry.issuedOn && issuedText(entry)],
      ["施行", entry.effectiveOn && roughDateText(entry.effectiveOn)],
      ["期限", entry.period],
      ["原文", entry.text],
    );
  }
  if (entry.kind === "term") {
    facts.push(
      ["解释", entry.expansion],
      ["见于", entry.firstSource?.replace(/^见/u, "")],
      ["误写", entry.commonErrors],
    );
  }
  if (entry.kind === "passage" && entry.from) {
    const { title, date, speaker } = entry.from;
    facts.push(["来自", [title, speaker, date && dateText(date)].filter(Boolean).join("，")]);
  }
  // What the row shows already is not said twice.
  if (entry.kind === "citation" || entry.kind === "term") facts.push(["主题", entry.themes.join("、")]);
  facts.push(["说明", entry.note], ["来源", entry.evidence]);
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}
