import { Copy, Download, Ellipsis, FilePlus2, PencilLine, Share2, SquarePen, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Header, ListBox, ListBoxItem, ListBoxSection } from "react-aria-components";
import type { IncomingTemplates, TemplateSummary } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { cardUnder, instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { OWN_GROUP, TEMPLATE_GROUPS } from "#core/template/schema";
import { useApi } from "../../api.ts";
import { FILES_DROPPED } from "../../file-drop.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, type MenuEntry } from "../../ui/menu.tsx";
import { Strip } from "../../ui/strip.tsx";
import { UndoStrip } from "../../ui/undo-strip.tsx";
import { whereSaved } from "../../ui/where-saved.ts";
import { PatternChoice } from "../new-draft/pattern-choice.tsx";
import { StructurePicture } from "../new-draft/structure-picture.tsx";
import { lengthOf } from "../new-draft/type-grid.tsx";
import { NamesDialog } from "./names-dialog.tsx";
import { TakeInDialog } from "./take-in-dialog.tsx";
import styles from "./templates-page.module.css";

type TemplatesPageProps = {
  templates: readonly TemplateSummary[];
  /** Opens 新建讲稿 with this type and pattern chosen. */
  onNew: (templateId: string, patternId: string) => void;
  /** Opens a draft and tells `sentence` above it. */
  onOpen: (draftId: string, sentence: string) => void;
  /** Reads the list anew. */
  reload: () => Promise<void>;
};

type Action = "new" | "edit" | "names" | "duplicate" | "share" | "remove";
/** What was done last and can be taken back. */
type Done = { sentence: string; undo: () => Promise<unknown> };

const GROUPS = [OWN_GROUP, ...TEMPLATE_GROUPS] as const;
const EDITING = "改好后选“存为模板”，名字不变就换掉原来的。";

/** 我的模板: own templates and the shipped ones they can be copied from, what each looks like, and what can be done with it. */
export function TemplatesPage({ templates: all, onNew, onOpen, reload }: TemplatesPageProps) {
  const api = useApi();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [patterns, setPatterns] = useState<Readonly<Record<string, string>>>({});
  const [naming, setNaming] = useState<TemplateSummary | null>(null);
  const [incoming, setIncoming] = useState<IncomingTemplates | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [told, setTold] = useState<string | null>(null);
  /** Why the last try came to nothing; it goes with the page. */
  const [failure, setFailure] = useState<string | null>(null);
  const page = useRef<HTMLElement>(null);

  // As the list shows them: what one has made comes first.
  const templates = [...all.filter(({ own }) => own), ...all.filter(({ own }) => !own)];
  const shown = templates.filter(({ id }) => chosen.has(id));
  const selected = shown.length > 0 ? shown : templates.slice(0, 1);
  const [first] = selected;
  const patternIn = ({ id, patterns: offered }: TemplateSummary) =>
    offered.find((pattern) => pattern.id === patterns[id])?.id ?? offered[0]?.id ?? "";

  const act = async (work: () => Promise<unknown>) => {
    setTold(null);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const { code, message } = failureOf(error);
      // That the host is gone stands above every page.
      if (code !== "host.gone") setFailure(message);
    }
    await reload();
  };

  const takeIn = (source: "dialog" | "drop") => act(async () => setIncoming(await api.templates.readFile({ source })));
  const latest = useRef(takeIn);
  latest.current = takeIn;
  useEffect(() => {
    const element = page.current;
    const drop = () => void latest.current("drop");
    element?.addEventListener(FILES_DROPPED, drop);
    return () => element?.removeEventListener(FILES_DROPPED, drop);
  }, []);

  const share = (ids: string[]) =>
    act(async () => {
      const { saved, fileName, folderName } = await api.templates.share({ ids });
      if (saved)
        setTold(`存成了文件“${fileName}”，在${whereSaved(folderName)}。交给同事，在“我的模板”里选“取入模板…”就能用。`);
    });

  /** A draft that holds the template itself: its fields are open, so that saving it as a template changes only what was written. */
  const edit = (summary: TemplateSummary) =>
    act(async () => {
      const template = await api.templates.read({ id: summary.id });
      const pattern = patternOf(template, patternIn(summary)) ?? patternOf(template);
      if (!pattern) return;
      const card = cardUnder(template, {});
      const content = { body: instantiate(pattern, card), head: templateHead(template, pattern, card) };
      const { id } = await api.drafts.create({ content });
      onOpen(id, EDITING);
    });

  const remove = (summary: TemplateSummary) =>
    act(async () => {
      const next = templates[templates.indexOf(summary) + 1] ?? templates[templates.indexOf(summary) - 1];
      await api.templates.remove({ id: summary.id });
      if (next) setChosen(new Set([next.id]));
      setDone({
        sentence: `删除了模板“${summary.name}”。`,
        undo: async () => {
          await api.templates.restore({ id: summary.id });
          setChosen(new Set([summary.id]));
        },
      });
    });

  const duplicate = ({ id }: TemplateSummary) =>
    act(async () => setChosen(new Set([(await api.templates.duplicate({ id })).id])));

  const actOn = (summary: TemplateSummary, action: Action) => {
    switch (action) {
      case "new":
        return onNew(summary.id, patternIn(summary));
      case "edit":
        return void edit(summary);
      case "names":
        return setNaming(summary);
      case "duplicate":
        return void duplicate(summary);
      case "share":
        return void share([summary.id]);
      case "remove":
        return void remove(summary);
    }
  };

  const single = selected.length === 1 ? first : undefined;
  const ownCount = templates.filter(({ own }) => own).length;
  return (
    <>
      <main className={styles.page} ref={page} data-pane data-takes-files>
        {done && (
          <UndoStrip
            key={done.sentence}
            onUndo={() =>
              act(async () => {
                setDone(null);
                await done.undo();
              })
            }
            onGone={() => setDone(null)}
          >
            {done.sentence}
          </UndoStrip>
        )}
        {failure !== null && (
          <Strip level="must" onClose={() => setFailure(null)}>
            {failure}
          </Strip>
        )}
        {told !== null && (
          <Strip level="quiet" onClose={() => setTold(null)}>
            {told}
          </Strip>
        )}
        <header className={styles.head}>
          <h1 className={styles.title}>我的模板</h1>
          <Button icon={Download} onPress={() => takeIn("dialog")}>
            取入模板…
          </Button>
          {single && (
            <div className={styles.folded}>
              <TemplateMenu
                template={single}
                actions={[...MAIN, ...MORE]}
                onAction={(action) => actOn(single, action)}
              />
            </div>
          )}
        </header>
        {ownCount === 0 && (
          <p className={styles.none}>还没有自己的模板。写好一篇讲稿，选“存为模板”；或者复制下面的一个，改成自己的。</p>
        )}
        <TemplateList
          templates={templates}
          selected={selected}
          onSelect={setChosen}
          onNew={(template) => actOn(template, "new")}
          onKey={(key) => {
            if (!single?.own) return;
            if (key === "F2") actOn(single, "names");
            if (key === "Delete") actOn(single, "remove");
          }}
        />
        <footer className={styles.foot}>
          自己的 {ownCount} 个，随讲稿匠提供的 {templates.length - ownCount} 个
        </footer>
      </main>
      {single && (
        <aside className={styles.detail} aria-label="选中的模板" data-pane>
          <h2 className={styles.name}>{single.name}</h2>
          <p className={styles.use}>{single.use || "没有写用途。"}</p>
          <div className={styles.actions}>
            <Button icon={FilePlus2} onPress={() => actOn(single, "new")}>
              用它新建
            </Button>
            {single.own ? (
              <Button onPress={() => actOn(single, "edit")}>改内容</Button>
            ) : (
              <Button onPress={() => actOn(single, "duplicate")}>复制一份</Button>
            )}
            <TemplateMenu
              template={single}
              actions={single.own ? MORE : ["share"]}
              onAction={(action) => actOn(single, action)}
            />
          </div>
          <Facts template={single} patternId={patternIn(single)} />
          <h3 className={styles.caption}>结构</h3>
          <PatternChoice
            patterns={single.patterns}
            chosenId={patternIn(single)}
            onChoose={(id) => setPatterns({ ...patterns, [single.id]: id })}
          />
        </aside>
      )}
      {selected.length > 1 && (
        <aside className={styles.detail} aria-label="选中的模板" data-pane>
          <h2 className={styles.name}>选了 {selected.length} 个模板</h2>
          <p className={styles.use}>{selected.map(({ name }) => name).join("、")}</p>
          <div className={styles.actions}>
            <Button icon={Share2} onPress={() => share(selected.map(({ id }) => id))}>
              分享成一个文件…
            </Button>
          </div>
        </aside>
      )}
      {naming && (
        <NamesDialog
          template={naming}
          taken={templates.filter(({ own, id }) => own && id !== naming.id).map(({ name }) => name)}
          onClose={() => setNaming(null)}
          onRenamed={(names) =>
            act(async () => {
              setNaming(null);
              await api.templates.save({ ...(await api.templates.read({ id: naming.id })), ...names });
            })
          }
        />
      )}
      {incoming && (
        <TakeInDialog
          incoming={incoming}
          here={templates}
          onClose={() => setIncoming(null)}
          onTaken={(ids, undo) => {
            setIncoming(null);
            setChosen(new Set(ids));
            setDone({ sentence: `取入了 ${ids.length} 个模板。`, undo });
            void reload();
          }}
        />
      )}
    </>
  );
}

const ENTRIES: Record<Action, MenuEntry<Action>> = {
  new: { id: "new", label: "用它新建", icon: FilePlus2 },
  edit: { id: "edit", label: "改内容", icon: SquarePen },
  names: { id: "names", label: "改名和用途…", icon: PencilLine, keys: "F2" },
  duplicate: { id: "duplicate", label: "复制一份", icon: Copy },
  share: { id: "share", label: "分享成文件…", icon: Share2 },
  remove: { id: "remove", label: "删除", icon: Trash2, keys: "Delete" },
};
const MAIN: readonly Action[] = ["new", "edit"];
const MORE: readonly Action[] = ["names", "duplicate", "share", "remove"];
/** What a shipped template allows. */
const SHIPPED: readonly Action[] = ["new", "duplicate", "share"];

type TemplateMenuProps = { template: TemplateSummary; actions: readonly Action[]; onAction: (action: Action) => void };

function TemplateMenu({ template, actions, onAction }: TemplateMenuProps) {
  const allowed = actions.filter((action) => template.own || SHIPPED.includes(action));
  return (
    <Menu label="这个模板" entries={allowed.map((action) => ENTRIES[action])} onAction={onAction}>
      <IconButton icon={Ellipsis} label="选中的模板：更多" />
    </Menu>
  );
}

type TemplateListProps = {
  templates: readonly TemplateSummary[];
  selected: readonly TemplateSummary[];
  onSelect: (ids: ReadonlySet<string>) => void;
  onNew: (template: TemplateSummary) => void;
  onKey: (key: string) => void;
};

function TemplateList({ templates, selected, onSelect, onNew, onKey }: TemplateListProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list's rows, which themselves take the focus
    <div
      className={styles.scroll}
      onKeyDown={(event) => {
        // Held down, the key would empty the list row by row, and only the last row can be brought back.
        if (!event.repeat && !event.nativeEvent.isComposing) onKey(event.key);
      }}
    >
      <ListBox
        aria-label="模板"
        className={styles.list}
        selectionMode="multiple"
        selectionBehavior="replace"
        disallowEmptySelection
        escapeKeyBehavior="none"
        selectedKeys={selected.map(({ id }) => id)}
        onSelectionChange={(keys) =>
          onSelect(new Set(keys === "all" ? templates.map(({ id }) => id) : [...keys].map(String)))
        }
        onAction={(id) => {
          const template = templates.find((each) => each.id === id);
          if (template) onNew(template);
        }}
      >
        {GROUPS.map((group) => {
          const members = templates.filter((each) => each.group === group);
          return (
            members.length > 0 && (
              <ListBoxSection key={group} id={group} className={styles.group}>
                <Header className={styles.groupName}>{group}</Header>
                {members.map((template) => (
                  <TemplateRow key={template.id} template={template} />
                ))}
              </ListBoxSection>
            )
          );
        })}
      </ListBox>
    </div>
  );
}

function TemplateRow({ template }: { template: TemplateSummary }) {
  const { id, name, use, patterns } = template;
  return (
    <ListBoxItem id={id} className={styles.row} textValue={name}>
      <StructurePicture pattern={patterns[0] ?? { id: "", levels: [] }} />
      <span className={styles.words}>
        <span className={styles.rowName} title={name}>
          {name}
        </span>
        <span className={styles.second}>{use}</span>
      </span>
      <span className={styles.figure}>{patterns.length} 种结构</span>
      <span className={`${styles.figure} ${styles.length}`}>{lengthOf(template)}</span>
    </ListBoxItem>
  );
}

/** How many slots, and how many places that are only written in the text. */
function slotsWord(pattern: TemplateSummary["patterns"][number] | undefined): string {
  if (!pattern) return "没有";
  const { slots, required, brackets } = pattern;
  const known = slots > 0 ? `${slots} 处，其中必填 ${required} 处` : "没有";
  return brackets > 0 ? `${known}，另有 ${brackets} 处【】` : known;
}

function Facts({ template, patternId }: { template: TemplateSummary; patternId: string }) {
  const pattern = template.patterns.find(({ id }) => id === patternId);
  const facts: [string, string][] = [
    ["来历", template.own ? "自己的" : "随讲稿匠提供，不能改，可以复制"],
    ["篇幅", lengthOf(template)],
    ["空位", slotsWord(pattern)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
