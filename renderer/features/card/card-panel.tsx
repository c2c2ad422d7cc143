import { useMemo, useRef } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useSlateStatic } from "slate-react";
import { useStore } from "zustand";
import { type DetachedPlace, detachedPlaces, unusedFields } from "#core/card/detached-places";
import { type FieldPlace, fieldPlaces, isLinked } from "#core/card/field-places";
import { CARD_FIELDS, contextOf, isCardField } from "#core/card/fields";
import { linkablePlaces } from "#core/card/link-card";
import { orderedSalutation } from "#core/card/ordered-salutation";
import { withFieldValue } from "#core/card/typed";
import { type Block, type MeetingCard, titleOf } from "#core/draft/schema";
import { fillCard, linkPlaces, relinkPlace, writeTitle } from "../../editor/card-places.ts";
import { whenNotComposing } from "../../editor/composition.ts";
import { type BlockRange, placeNow, showPlace } from "../../editor/places.ts";
import { changeCard } from "../../editor/with-head.ts";
import type { DraftSession } from "../../session/draft-session.ts";
import type { OutlineRow } from "../../session/overview.ts";
import { Button } from "../../ui/button.tsx";
import { CardForm } from "./card-form.tsx";
import styles from "./card-panel.module.css";

type CardPanelProps = {
  session: Pick<DraftSession, "store" | "derive">;
  /** Then the card and its places are only looked at. */
  readOnly: boolean;
};

/** 信息卡: the form of the open draft's card, what of the text follows it, and what no longer does. */
export function CardPanel({ session, readOnly }: CardPanelProps) {
  const editor = useSlateStatic();
  const { card } = useStore(session.store, (state) => state.head);
  const overview = useStore(session.store, (state) => state.overview);
  const panel = useRef<HTMLDivElement>(null);
  /** Counts how often a field was entered: what is typed in one visit is one step of undo. */
  const visits = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the overview tells that the text has changed
  const found = useMemo(() => placesOf(editor.children as Block[], card), [editor, card, overview]);

  const change = (work: () => void) => whenNotComposing(editor, work);
  /** Does what a button of the list asks for; the list is right at once, and the focus goes on to the next button. */
  const act = (work: () => void) => {
    const buttons = () => [...(panel.current?.querySelectorAll<HTMLElement>("[data-act] button") ?? [])];
    const place = buttons().indexOf(document.activeElement as HTMLElement);
    change(() => {
      work();
      // Behind the tick that hands the changed text to the session.
      void Promise.resolve().then(() => {
        session.derive();
        if (place >= 0) requestAnimationFrame(() => (buttons()[place] ?? buttons().at(-1) ?? panel.current)?.focus());
      });
    });
  };
  const where = (place: BlockRange) => placeName(editor.children as Block[], overview.rows, place.block);
  const jump = (place: BlockRange) =>
    change(() => {
      const now = placeNow(found.body, editor.children as Block[], place);
      if (now) showPlace(editor, now);
    });
  const ordered = card.salutation === undefined ? undefined : orderedSalutation(card.salutation);

  return (
    <div className={styles.panel} ref={panel} tabIndex={-1}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens in on which field is entered. */}
      <div
        className={styles.form}
        onFocus={() => {
          visits.current += 1;
        }}
      >
        <CardForm
          card={card}
          isReadOnly={readOnly}
          onChange={(next, field) => change(() => changeCard(editor, next, `${field} ${visits.current}`))}
        />
        {card.meeting && found.untitled && (
          <p className={styles.offer}>
            <span className={styles.words}>讲稿还没有题目。题目写成“在{card.meeting}上的讲话”</span>
            {!readOnly && (
              <Button look="quiet" onPress={() => act(() => writeTitle(editor))}>
                写上题目
              </Button>
            )}
          </p>
        )}
        {ordered !== undefined && (
          <p className={styles.offer}>
            <span className={styles.words}>按先上级、后来宾、再同志们的次序：{ordered}</span>
            {!readOnly && (
              <Button
                look="quiet"
                onPress={() => change(() => changeCard(editor, withFieldValue(card, "salutation", ordered)))}
              >
                采用
              </Button>
            )}
          </p>
        )}
      </div>
      {found.detached.length > 0 && (
        <section className={styles.section} aria-label={`改过、不再跟着变的 ${found.detached.length} 处`}>
          <h3 className={styles.caption}>改过、不再跟着变的 {found.detached.length} 处</h3>
          <ul>
            {found.detached.map((place) => (
              <li key={keyOf(place)} className={styles.item}>
                <Row label={CARD_FIELDS[place.field].label} where={where(place)} onPress={() => jump(place)}>
                  {place.text}
                </Row>
                <p className={styles.value}>信息卡：{place.value}</p>
                {!readOnly && (
                  <div className={styles.actions} data-act>
                    {place.relinking.length > 0 && (
                      <Button
                        onPress={() => act(() => relinkPlace(editor, place))}
                        aria-label={`重新关联“${place.text}”`}
                      >
                        重新关联
                      </Button>
                    )}
                    {place.filling && <FillButton place={place} act={act} label="按这里改信息卡" look="quiet" />}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.missing.length > 0 && (
        <section className={styles.section} aria-label={`正文里有、信息卡没填的 ${found.missing.length} 处`}>
          <h3 className={styles.caption}>正文里有、信息卡没填的 {found.missing.length} 处</h3>
          <ul>
            {found.missing.map((place) => (
              <li key={keyOf(place)} className={styles.item}>
                <Row label={CARD_FIELDS[place.field].label} where={where(place)} onPress={() => jump(place)}>
                  正文里写的是“{place.text}”
                </Row>
                {!readOnly && place.filling && (
                  <div className={styles.actions} data-act>
                    <FillButton place={place} act={act} label="填进信息卡" />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.linkable > 0 && (
        <section className={styles.section} aria-label={`和信息卡写得一样、还没连上的 ${found.linkable} 处`}>
          <h3 className={styles.caption}>和信息卡写得一样、还没连上的 {found.linkable} 处</h3>
          {!readOnly && (
            <div className={styles.together} data-act>
              <Button onPress={() => act(() => linkPlaces(editor))}>都连上</Button>
            </div>
          )}
        </section>
      )}
      <section className={styles.section} aria-label={`连着的 ${found.linked.length} 处`}>
        <h3 className={styles.caption}>连着的 {found.linked.length} 处</h3>
        {found.linked.length === 0 && (
          <p className={styles.quiet}>正文里还没有跟着信息卡变的地方。题目里写出会议全称，就能填进信息卡、连起来。</p>
        )}
        <ul>
          {found.linked.map((place) => (
            <li key={keyOf(place)}>
              <Row label={labelOf(place.field)} where={where(place)} onPress={() => jump(place)}>
                {place.open ? `【${place.text}】` : place.text}
              </Row>
            </li>
          ))}
        </ul>
        {found.unused.length > 0 && (
          <p className={styles.quiet}>
            填了、正文里还没有用到：{found.unused.map((field) => CARD_FIELDS[field].label).join("、")}。
          </p>
        )}
      </section>
    </div>
  );
}

type FillButtonProps = { place: DetachedPlace; act: (work: () => void) => void; label: string; look?: "quiet" };

function FillButton({ place, act, label, look }: FillButtonProps) {
  const editor = useSlateStatic();
  const { filling, text } = place;
  if (!filling) return null;
  return (
    <Button
      {...(look && { look })}
      aria-label={`${label}：${text}`}
      onPress={() => act(() => fillCard(editor, filling))}
    >
      {label}
    </Button>
  );
}

type RowProps = { label: string; where: string; children: React.ReactNode; onPress: () => void };

/** One place of the text; pressing it leads there. */
function Row({ label, where, children, onPress }: RowProps) {
  return (
    <AriaButton className={styles.row ?? ""} onPress={onPress}>
      <span className={styles.text}>{children}</span>
      <span className={styles.of}>
        <span>{label}</span>
        <span className={styles.where}>{where}</span>
      </span>
    </AriaButton>
  );
}

const keyOf = ({ field, block, start }: Pick<FieldPlace, "field" | "block" | "start">) => `${field} ${block} ${start}`;
const labelOf = (field: string) => (isCardField(field) ? CARD_FIELDS[field].label : field);

/** How the text stands to the card. */
function placesOf(body: readonly Block[], card: MeetingCard) {
  const context = contextOf(card, body);
  const detached = detachedPlaces(body, card);
  return {
    body,
    untitled: titleOf(body) === "",
    linked: fieldPlaces(body).filter((place) => isLinked(place, context)),
    detached: detached.filter(({ value }) => value !== undefined),
    missing: detached.filter(({ value }) => value === undefined),
    linkable: linkablePlaces(body, card).length,
    unused: unusedFields(body, card),
  };
}

const LINES: Partial<Record<Block["type"], string>> = {
  title: "题目",
  subtitle: "副题",
  byline: "署名",
  date: "日期行",
  salutation: "称谓行",
  signature: "落款",
};

/** Where in the speech a block stands, in the words of the outline. */
function placeName(body: readonly Block[], rows: readonly OutlineRow[], block: number): string {
  const type = body[block]?.type;
  const row = rows.findLast((each) => each.block <= block);
  const own = type && LINES[type];
  if (own) return own;
  return row ? `${row.label}${row.text}` : "正文";
}
