import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { failureOf } from "#core/api/errors";
import { carryOver, type OldSpeech, readOldSpeech, SOUGHT } from "#core/carry/carry-over";
import { type CarriedPlace, carriedPlaces, countByKind } from "#core/carry/find-carried";
import { proposedCard } from "#core/carry/propose-card";
import type { MeetingCard } from "#core/draft/schema";
import { useApi } from "../../api.ts";
import { CardForm } from "../card/card-form.tsx";
import { DraftPreview } from "../new-draft/draft-preview.tsx";
import frame from "../new-draft/new-page.module.css";
import { NewPage } from "../new-draft/new-page.tsx";
import { KIND_WORDS } from "./carried-words.ts";
import styles from "./new-from-page.module.css";
import { OldSpeechChoice } from "./old-speech-choice.tsx";

type NewFromPageProps = {
  /** Where leaving leads back to. */
  from: "start" | "editor";
  /** The own draft that is chosen from the start. */
  draftId?: string | undefined;
  /** What was filled in when the page was left without building: a stray Esc must not cost a whole card. */
  left: { current: Work | null };
  onClose: () => void;
  onBuilt: (draftId: string) => void;
};

/** The old speech that the page works on, with the card of the new one. */
export type Work = {
  /** Tells one choice from the next: two files may have one name. */
  turn: number;
  /** Id of the own draft; null for a file. */
  draftId: string | null;
  fileName: string | null;
  old: OldSpeech;
  card: MeetingCard;
  /** What of the file could not be read. */
  lost: string;
};

/** 从旧稿新建: the old speech and the card of the new one on the left, on the right the draft that they give. */
export function NewFromPage({ from, draftId, left, onClose, onBuilt }: NewFromPageProps) {
  const api = useApi();
  const [resumed] = useState(draftId === undefined || left.current?.draftId === draftId ? left.current : null);
  const [work, setWork] = useState(resumed);
  const [error, setError] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  /** The choice that was made last: an answer to an earlier one comes too late. */
  const wanted = useRef(work?.turn ?? 0);

  const change = (next: Work) => {
    left.current = next;
    setWork(next);
  };
  const take = async (read: () => Promise<Omit<Work, "card" | "turn"> | null>, typed?: MeetingCard) => {
    wanted.current += 1;
    const turn = wanted.current;
    setError(null);
    try {
      const taken = await read();
      if (!taken || turn !== wanted.current) return;
      change({ ...taken, turn, card: typed ?? proposedCard(taken.old.card, new Date().getFullYear()) });
    } catch (reason) {
      if (turn === wanted.current) setError(failureOf(reason).message);
    }
  };
  const takeDraft = (id: string, typed?: MeetingCard) =>
    take(async () => {
      const { draft } = await api.drafts.open({ id, toRead: true });
      return { draftId: id, fileName: null, old: readOldSpeech(draft), lost: "" };
    }, typed);
  const takeFile = () =>
    take(async () => {
      const file = await api.files.readBeside({ source: "dialog" });
      if (!file) return null;
      const lost = file.messages.filter(({ level }) => level === "lost").map(({ message }) => message);
      return { draftId: null, fileName: file.name, old: readOldSpeech(file), lost: lost.join("") };
    });
  const start = useRef(() => {
    // A draft that was chosen when the page was left may have other words by now.
    const id = resumed ? resumed.draftId : draftId;
    if (id) void takeDraft(id, resumed?.card);
  });
  useEffect(() => start.current(), []);

  const shown = useDeferredValue(work);
  const preview = useMemo(() => (shown ? carryOver(shown.old, shown.card).body : undefined), [shown]);
  const places = carriedPlaces(preview ?? []);

  const build = async () => {
    if (!work) return;
    const { id } = await api.drafts.create({ content: carryOver(work.old, work.card) });
    left.current = null;
    onBuilt(id);
  };

  const missing = work ? SOUGHT.filter((each) => each.missing(work.old)).map(({ name }) => name) : [];
  return (
    <NewPage
      title="从旧稿新建"
      hint="选旧稿，填今年的会，右边标出待换的地方。"
      note="旧稿本身不会改动。建好以后按 Tab 逐处看待换的地方。"
      from={from}
      onClose={onClose}
      error={error}
      onError={setError}
      formRef={form}
      isReady={work !== null}
      build={build}
    >
      <section className={frame.types} aria-labelledby="new-from-old">
        <div className={frame.head}>
          <h2 className={frame.title} id="new-from-old">
            旧稿
          </h2>
        </div>
        <OldSpeechChoice
          chosenId={work ? work.draftId : (draftId ?? null)}
          fileName={work?.fileName ?? null}
          onDraft={(id) => void takeDraft(id)}
          onFile={() => void takeFile()}
        />
      </section>
      <section className={frame.card} aria-label="新稿的会议信息卡">
        <div className={frame.scroll}>
          <div className={frame.head}>
            <h2 className={frame.title}>新稿的会议信息卡</h2>
            <p className={frame.aside}>都可不填</p>
          </div>
          {work === null ? (
            <p className={frame.none}>先在左边选一篇旧稿。</p>
          ) : (
            <>
              {missing.length > 0 && (
                <p className={styles.missing}>
                  旧稿里没有找到{missing.join("、")}。文字一个不少地带过来，这几项可以现在填，也可以以后补。
                </p>
              )}
              {work.lost !== "" && <p className={styles.missing}>{work.lost}</p>}
              <CardForm
                // Another old speech is another form: what was typed and could not be read belongs to the one before.
                key={work.turn}
                card={work.card}
                was={work.old.card}
                onChange={(card) => change({ ...work, card })}
              />
            </>
          )}
        </div>
      </section>
      <DraftPreview body={preview} asks={asksOf(shown !== null, places.length)}>
        {places.length > 0 && <p className={styles.kinds}>{kindsOf(places)}</p>}
      </DraftPreview>
    </NewPage>
  );
}

function asksOf(chosen: boolean, places: number): string {
  if (!chosen) return "选了旧稿，这里就是照它写的新稿";
  return places === 0 ? "没有待换的地方" : `待换 ${places} 处`;
}

/** 年份 3、单位 9、人名和职务 6. */
function kindsOf(places: readonly CarriedPlace[]): string {
  return countByKind(places)
    .map(({ kind, count }) => `${KIND_WORDS[kind]} ${count}`)
    .join("、");
}
