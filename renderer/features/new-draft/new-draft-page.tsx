import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Api, TemplateSummary } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import type { Block, DraftHead, MeetingCard } from "#core/draft/schema";
import { cardUnder, instantiate, patternOf, templateHead } from "#core/template/instantiate";
import { OWN_GROUP, type Template, type TemplatePattern } from "#core/template/schema";
import { useApi } from "../../api.ts";
import { useSpelling } from "../../spelling.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { CardForm } from "../card/card-form.tsx";
import { BLANK, blankDraft } from "./blank-template.ts";
import { DraftPreview } from "./draft-preview.tsx";
import { findTemplates } from "./find-templates.ts";
import styles from "./new-page.module.css";
import { NewPage } from "./new-page.tsx";
import { PatternChoice } from "./pattern-choice.tsx";
import { lengthOf, TypeGrid } from "./type-grid.tsx";

type NewDraftPageProps = {
  /** Where leaving leads back to. */
  from: "start" | "editor";
  /** What was filled in when the page was left without building: a stray Esc must not cost a whole card. */
  left: { current: Wish | null };
  onClose: () => void;
  onBuilt: (draftId: string) => void;
};

/** What the page is asked to make: a template's pattern under a card. */
export type Wish = {
  templateId: string | undefined;
  /** The chosen pattern of each template that was looked at; the usual one without. */
  patterns: Readonly<Record<string, string>>;
  card: MeetingCard;
};
const NOTHING: Wish = { templateId: undefined, patterns: {}, card: {} };

/** 新建讲稿: type, pattern and card on the left, the draft that they give on the right. */
export function NewDraftPage({ from, left, onClose, onBuilt }: NewDraftPageProps) {
  const api = useApi();
  const [wish, setWish] = useState(left.current ?? NOTHING);
  const [query, setQuery] = useState("");
  /** A type was chosen among those found; else it is the best of them. */
  const [picked, setPicked] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const spellingOf = useSpelling();

  const { templates, unread } = useTemplates(api);
  const { found, best } = useMemo(() => findTemplates(query, templates, spellingOf), [query, templates, spellingOf]);
  const wished = templates.find(({ id }) => id === wish.templateId) ?? templates[0] ?? BLANK;
  const chosen = best && !(picked && found.includes(wished)) ? best : wished;
  const pattern = chosen.patterns.find(({ id }) => id === wish.patterns[chosen.id]) ?? chosen.patterns[0];
  const { template, failure } = useTemplate(api, chosen);
  const card = useDeferredValue(wish.card);
  const body = useMemo(
    () =>
      chosen === BLANK ? blankDraft(card) : template && contentOf(template, wish.patterns[template.id], card).body,
    [chosen, template, wish.patterns, card],
  );

  const change = (part: Partial<Wish>) => {
    const next = { ...wish, ...part };
    left.current = next;
    setWish(next);
  };
  const choose = (templateId: string) => {
    setPicked(true);
    change({ templateId });
  };
  const search = (words: string) => {
    // What was found and is no longer looked for stays chosen.
    if (wish.templateId !== chosen.id) change({ templateId: chosen.id });
    setPicked(words.trim() === "");
    setQuery(words);
  };

  const build = async () => {
    const content =
      chosen === BLANK
        ? { body: blankDraft(wish.card), head: { card: wish.card, citations: {} } }
        : contentOf(await api.templates.read({ id: chosen.id }), wish.patterns[chosen.id], wish.card);
    const { id } = await api.drafts.create({ content });
    left.current = null;
    onBuilt(id);
  };

  // The same functions on every key in the card, so that the cards of the types are not drawn again.
  const latest = useRef(choose);
  latest.current = choose;
  const [acts] = useState(() => ({
    choose: (id: string) => latest.current(id),
    build: () => form.current?.requestSubmit(),
  }));

  const searchKeys = (event: KeyboardEvent) => {
    // With an input method at work these keys choose and drop its words.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      focusChosen(grid.current);
    } else if (event.key === "Escape" && query !== "") {
      // The first Esc empties the search, the next one leaves.
      event.preventDefault();
      search("");
    } else if (event.key === "Enter" && found.length === 0) event.preventDefault();
  };

  return (
    <NewPage
      title="新建讲稿"
      hint="选类型，填信息，右边随时看样子。"
      note="以后改信息卡，题目、署名、日期、称谓和开头一起改。"
      from={from}
      onClose={onClose}
      error={error}
      onError={setError}
      formRef={form}
      build={build}
    >
      <section className={styles.types} aria-labelledby="new-draft-types">
        <div className={styles.head}>
          <h2 className={styles.title} id="new-draft-types">
            会议类型
          </h2>
          <div className={styles.search}>
            <TextField
              label="找会议类型"
              icon={Search}
              placeholder="名称或拼音首字母"
              autoFocus
              value={query}
              maxLength={64}
              onChange={search}
              onKeyDown={searchKeys}
            />
          </div>
        </div>
        {unread !== null && <p className={styles.failure}>{unread}</p>}
        <div className={styles.scroll}>
          {found.length === 0 ? (
            <p className={styles.none}>没有找到“{query.trim()}”。试试少打几个字，或只打拼音的首字母。</p>
          ) : (
            <TypeGrid
              templates={found}
              chosenId={chosen.id}
              onChoose={acts.choose}
              onBuild={acts.build}
              gridRef={grid}
            />
          )}
        </div>
      </section>
      <section className={styles.card} aria-label={`${chosen.name}：结构和会议信息卡`}>
        <div className={styles.scroll}>
          <div className={styles.head}>
            <h2 className={styles.title}>结构</h2>
          </div>
          <p className={styles.use}>{chosen.use}</p>
          {pattern && (
            <PatternChoice
              patterns={chosen.patterns}
              chosenId={pattern.id}
              onChoose={(id) => change({ patterns: { ...wish.patterns, [chosen.id]: id } })}
            />
          )}
          <div className={styles.head}>
            <h2 className={styles.title}>会议信息卡</h2>
            {Object.keys(wish.card).length > 0 ? (
              <Button look="link" onPress={() => change({ card: {} })}>
                清空
              </Button>
            ) : (
              <p className={styles.aside}>都可不填，空着的留成空位</p>
            )}
          </div>
          <CardForm
            card={wish.card}
            greeting={template?.id === chosen.id ? template.salutation : undefined}
            onChange={(card) => change({ card })}
          />
        </div>
      </section>
      <DraftPreview body={failure === null ? body : undefined} asks={asksOf(chosen, pattern)}>
        {failure !== null && <p className={styles.failure}>{failure}</p>}
      </DraftPreview>
    </NewPage>
  );
}

const figures = new Intl.NumberFormat("zh-CN");

/** 目标 2,000–3,000 字，空位 14 处，必填 6 处. */
function asksOf(template: TemplateSummary, pattern: TemplateSummary["patterns"][number] | undefined): string {
  if (template === BLANK || !pattern) return "没有空位，也没有目标字数";
  const slots =
    pattern.slots === 0
      ? "没有空位"
      : `空位 ${figures.format(pattern.slots)} 处，必填 ${figures.format(pattern.required)} 处`;
  return `目标 ${lengthOf(template)}，${slots}`;
}

function contentOf(
  template: Template,
  patternId: string | undefined,
  typed: MeetingCard,
): { body: Block[]; head: DraftHead } {
  const card = cardUnder(template, typed);
  // A template has at least one pattern.
  const pattern = (patternOf(template, patternId) ?? template.patterns[0]) as TemplatePattern;
  return { body: instantiate(pattern, card), head: templateHead(template, pattern, card) };
}

/** All templates, own ones first and the blank one last; `unread` says why there are none. */
function useTemplates(api: Api): { templates: readonly TemplateSummary[]; unread: string | null } {
  const [state, setState] = useState<{ templates: readonly TemplateSummary[]; unread: string | null }>(NONE_YET);
  useEffect(() => {
    let wanted = true;
    const put = (templates: readonly TemplateSummary[], unread: string | null) =>
      wanted && setState({ templates, unread });
    api.templates.list({}).then(
      (all) => {
        const own = all.filter(({ group }) => group === OWN_GROUP);
        put([...own, ...all.filter((each) => !own.includes(each)), BLANK], null);
      },
      (error) => put([BLANK], `没有读出模板：${failureOf(error).message}`),
    );
    return () => {
      wanted = false;
    };
  }, [api]);
  return state;
}

const NONE_YET = { templates: [], unread: null };

/** The chosen template itself; the one before stays until it is there, so that walking the types does not flicker. */
function useTemplate(api: Api, { id }: TemplateSummary) {
  const [state, setState] = useState<{ id: string; template: Template | undefined; failure: string | null }>();
  const known = useRef(new Map<string, Template>());
  useEffect(() => {
    if (id === BLANK.id) return;
    const before = known.current.get(id);
    if (before) return setState({ id, template: before, failure: null });
    let wanted = true;
    api.templates.read({ id }).then(
      (template) => {
        known.current.set(id, template);
        if (wanted) setState({ id, template, failure: null });
      },
      (error) => wanted && setState({ id, template: undefined, failure: failureOf(error).message }),
    );
    return () => {
      wanted = false;
    };
  }, [api, id]);
  return { template: state?.template, failure: state?.id === id ? state.failure : null };
}

function focusChosen(grid: HTMLElement | null): void {
  const cards = [...(grid?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
  (cards.find((card) => card.matches('[aria-selected="true"]')) ?? cards[0])?.focus();
}
