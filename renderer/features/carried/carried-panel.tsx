import { type CSSProperties, type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useSlateSelector, useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { carriedShare, type ParagraphShare, perCent } from "#core/carry/carried-share";
import { type CarriedPlace, countByKind } from "#core/carry/find-carried";
import type { Offer } from "#core/carry/replacement";
import { type Block, type CarriedFrom, textOf } from "#core/draft/schema";
import { keysOf, runCommand } from "../../commands.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { type BlockRange, placeNow, showPlace } from "../../editor/places.ts";
import { carriedAtCursor, keepCarried, replaceCarried } from "../../editor/with-carried.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./carried-panel.module.css";
import { ALL_SEEN, KIND_WORDS } from "./carried-words.ts";
import { offerOf, placesNow, toCarried } from "./carried-work.ts";

type CarriedPanelProps = {
  session: DraftSession;
  /** Absent where marked text came only from the clipboard. */
  from: CarriedFrom | undefined;
  readOnly: boolean;
};

/** As many places as are drawn at once; the next ones come as these are done. */
const MOST_ROWS = 200;
/** Characters around a place that its row shows. */
const BEFORE = 10;
const BEHIND = 16;
const figures = new Intl.NumberFormat("zh-CN");

/** 待换: what came with the old speech and was not looked at yet, and how much of the text is carried over. */
export function CarriedPanel({ session, from, readOnly }: CarriedPanelProps) {
  const overview = useStore(session.store, (state) => state.overview);
  const { body, carried: places } = overview;
  return (
    <div className={styles.panel} onKeyDownCapture={onKeyDownCapture}>
      {places.length === 0 ? (
        <p className={styles.seen}>{ALL_SEEN}</p>
      ) : (
        <Places session={session} body={body} places={places} from={from} readOnly={readOnly} />
      )}
      {from && <Share session={session} from={from} />}
    </div>
  );
}

type PlacesProps = CarriedPanelProps & {
  /** The text that the places are places of. */
  body: readonly Block[];
  places: readonly CarriedPlace[];
};

/** Buttons take Enter with any key held, so that with the focus in the panel the keys of 待换 would come to nothing. */
function onKeyDownCapture(event: KeyboardEvent) {
  if (event.key !== "Enter" || !event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  runCommand(event.shiftKey ? "edit.keep-carried" : "edit.replace-carried");
}

function Places({ session, body, places, from, readOnly }: PlacesProps) {
  const editor = useSlateStatic();
  // The offers follow the card.
  useStore(session.store, (state) => state.head.card);
  const current = useSlateSelector(
    (slate) => carriedAtCursor(slate),
    (one, other) => one?.block === other?.block && one?.start === other?.start && one?.end === other?.end,
  );
  /** The next row in work takes the focus: the one that had it went with its buttons. */
  const passesFocus = useRef(false);
  const shown = places.slice(0, MOST_ROWS);

  const act = (work: () => void) =>
    whenNotComposing(editor, () => {
      work();
      session.derive();
      passesFocus.current = placesNow(editor).length > 0;
      toCarried(editor, 1, passesFocus.current);
    });
  /** The place of a row as the text stands; undefined when it was seen to meanwhile. */
  const present = (place: CarriedPlace) => {
    const now = rowPlace(place);
    return placesNow(editor).find(
      (each) => each.block === now?.block && each.start === now.start && each.end === now.end,
    );
  };
  const rowPlace = (place: BlockRange) => placeNow(body, editor.children as Block[], place);
  const show = (place: CarriedPlace) =>
    whenNotComposing(editor, () => {
      const now = rowPlace(place);
      if (now) showPlace(editor, now);
    });
  const these = (place: CarriedPlace, all: boolean) => (all ? same(place) : [present(place) ?? []].flat());
  const same = ({ kind, text }: CarriedPlace) =>
    placesNow(editor).filter((each) => each.kind === kind && each.text === text);

  return (
    <div>
      {!readOnly && (
        <p className={styles.keys}>
          换 {keysOf("edit.replace-carried")}，留着 {keysOf("edit.keep-carried")}
        </p>
      )}
      {countByKind(places).map(({ kind, count }) => (
        <section key={kind} aria-label={`${KIND_WORDS[kind]} ${count} 处`}>
          <h3 className={styles.kind}>
            {KIND_WORDS[kind]} <span className={styles.count}>{count} 处</span>
          </h3>
          <ul>
            {shown
              .filter((place) => place.kind === kind)
              .map((place) => (
                <Row
                  key={`${place.block} ${place.start}`}
                  place={place}
                  block={body[place.block]}
                  offer={offerOf(editor, place, from)}
                  isCurrent={current?.block === place.block && current.start === place.start}
                  alike={places.filter((each) => each.kind === kind && each.text === place.text).length}
                  readOnly={readOnly}
                  passesFocus={passesFocus}
                  onShow={() => show(place)}
                  onReplace={(offer, all) =>
                    act(() =>
                      replaceCarried(
                        editor,
                        these(place, all).map((each) => ({ place: each, offer })),
                      ),
                    )
                  }
                  onKeep={(all) => act(() => keepCarried(editor, these(place, all)))}
                />
              ))}
          </ul>
        </section>
      ))}
      {places.length > MOST_ROWS && (
        <p className={styles.more}>还有 {places.length - MOST_ROWS} 处，看过前面的就列出来。</p>
      )}
    </div>
  );
}

type RowProps = {
  place: CarriedPlace;
  block: Block | undefined;
  offer: Offer | undefined;
  isCurrent: boolean;
  /** How many places read the same, this one among them. */
  alike: number;
  readOnly: boolean;
  passesFocus: RefObject<boolean>;
  onShow: () => void;
  onReplace: (offer: Offer, all: boolean) => void;
  onKeep: (all: boolean) => void;
};

function Row({ place, block, offer, isCurrent, alike, readOnly, passesFocus, onShow, onReplace, onKeep }: RowProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isCurrent) return;
    // The keys walk the places in the order of the text, the list has them by kind.
    row.current?.scrollIntoView({ block: "nearest" });
    if (passesFocus.current) row.current?.querySelector<HTMLElement>("[data-acts] button")?.focus();
    passesFocus.current = false;
  }, [isCurrent, passesFocus]);
  const text = block ? textOf(block) : place.text;
  const before = text.slice(Math.max(0, place.start - BEFORE), place.start);
  return (
    <li className={styles.row} ref={row} aria-current={isCurrent || undefined}>
      <AriaButton className={styles.excerpt ?? ""} onPress={onShow}>
        {place.start > BEFORE && "…"}
        {before}
        <mark>{place.text}</mark>
        {text.slice(place.end, place.end + BEHIND)}
        {text.length > place.end + BEHIND && "…"}
      </AriaButton>
      {isCurrent && !readOnly && (
        <div className={styles.acts} data-acts>
          {offer && (
            <Button onPress={() => onReplace(offer, false)}>
              换成“{offer.text}”{offer.shifted && "（顺推）"}
            </Button>
          )}
          <Button onPress={() => onKeep(false)}>留着</Button>
          {alike > 1 && offer && (
            <Button look="link" onPress={() => onReplace(offer, true)}>
              同样的 {alike} 处都换
            </Button>
          )}
          {alike > 1 && (
            <Button look="link" onPress={() => onKeep(true)}>
              同样的 {alike} 处都留着
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** 沿用情况: how much stands word for word in the old speech, in all and paragraph by paragraph. */
function Share({ session, from }: { session: DraftSession; from: CarriedFrom }) {
  const editor = useSlateStatic();
  const overview = useStore(session.store, (state) => state.overview);
  // The overview is derived after each pause of the writer; the share with it.
  const share = useMemo(() => carriedShare(overview.body, from.paragraphs), [overview, from]);
  const [open, setOpen] = useState<Block | null>(null);
  return (
    <section className={styles.share} aria-label="沿用情况">
      <h3 className={styles.kind}>沿用情况</h3>
      <p className={styles.total}>
        全文 {figures.format(overview.characters)} 字，沿用旧稿 {perCent(share)}%
      </p>
      <ul>
        {share.paragraphs.map((paragraph) => {
          const block = overview.body[paragraph.block];
          if (!block) return null;
          return (
            <ShareRow
              key={paragraph.block}
              paragraph={paragraph}
              text={textOf(block)}
              old={open === block && paragraph.from !== undefined ? from.paragraphs[paragraph.from] : undefined}
              isOpen={open === block}
              onOpen={() => {
                setOpen(open === block ? null : block);
                whenNotComposing(editor, () => {
                  const place = { block: paragraph.block, start: 0, end: 0 };
                  const now = placeNow(overview.body, editor.children as Block[], place);
                  if (now) showPlace(editor, now);
                });
              }}
            />
          );
        })}
      </ul>
    </section>
  );
}

type ShareRowProps = {
  paragraph: ParagraphShare;
  text: string;
  old: string | undefined;
  isOpen: boolean;
  onOpen: () => void;
};

function ShareRow({ paragraph, text, old, isOpen, onOpen }: ShareRowProps) {
  const percent = perCent(paragraph);
  return (
    <li>
      <AriaButton className={styles.paragraph ?? ""} aria-expanded={isOpen} onPress={onOpen}>
        <span className={styles.words}>{text}</span>
        <span className={styles.bar} style={{ "--share": `${percent}%` } as CSSProperties} />
        <span className={styles.percent}>{percent}%</span>
      </AriaButton>
      {isOpen && (
        <div className={styles.old}>
          <p className={styles.oldTitle}>{old === undefined ? "这一段没有照旧稿写的话。" : "旧稿里的这一段："}</p>
          {old !== undefined && <p className={styles.oldText}>{old}</p>}
        </div>
      )}
    </li>
  );
}
