import { ChevronLeft } from "lucide-react";
import { type FormEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { failureOf } from "#core/api/errors";
import { carryOver, type OldSpeech, placesToGoThrough, readOldSpeech, SOUGHT } from "#core/carry/carry-over";
import { type CarriedPlace, countByKind } from "#core/carry/find-carried";
import { proposedCard } from "#core/carry/propose-card";
import type { MeetingCard } from "#core/draft/schema";
import { useApi } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import { CardForm } from "../card/card-form.tsx";
import { DraftPreview } from "../new-draft/draft-preview.tsx";
import frame from "../new-draft/new-draft-page.module.css";
import { KIND_WORDS } from "./carried-words.ts";
import styles from "./new-from-page.module.css";
import { OldSpeechChoice } from "./old-speech-choice.tsx";

type NewFromPageProps = {
  /** Where leaving leads back to. */
  from: "start" | "editor";
  /** The own draft that is chosen from the start. */
  draftId?: string | undefined;
  onClose: () => void;
  onBuilt: (draftId: string) => void;
};

/** The old speech that the page works on, with the card of the new one. */
type Work = {
  /** Id of the own draft; null for a file. */
  draftId: string | null;
  fileName: string | null;
  old: OldSpeech;
  card: MeetingCard;
  /** What of the file could not be read. */
  lost: string;
};

/** 从旧稿新建: the old speech and the card of the new one on the left, on the right the draft that they give. */
export function NewFromPage(props: NewFromPageProps) {
  return (
    <ModalOverlay className={frame.overlay} isOpen onOpenChange={(open) => !open && props.onClose()}>
      <Modal className={frame.modal}>
        <Dialog className={frame.dialog}>
          <NewFrom {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function NewFrom({ from, draftId, onClose, onBuilt }: NewFromPageProps) {
  const api = useApi();
  const [work, setWork] = useState<Work | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [step, setStep] = useState<"fill" | "look">("fill");
  const building = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  /** The choice that was made last: an answer to an earlier one comes too late. */
  const wanted = useRef(0);

  const take = async (read: () => Promise<Omit<Work, "card"> | null>) => {
    wanted.current += 1;
    const turn = wanted.current;
    setError(null);
    try {
      const taken = await read();
      if (!taken || turn !== wanted.current) return;
      setWork({ ...taken, card: proposedCard(taken.old.card, new Date().getFullYear()) });
    } catch (reason) {
      if (turn === wanted.current) setError(failureOf(reason).message);
    }
  };
  const takeDraft = (id: string) =>
    take(async () => {
      const { draft } = await api.drafts.open({ id, toRead: true });
      return { draftId: id, fileName: null, old: readOldSpeech(draft), lost: "" };
    });
  const takeFile = () =>
    take(async () => {
      const file = await api.files.readBeside({ source: "dialog" });
      if (!file) return null;
      const lost = file.messages.filter(({ level }) => level === "lost").map(({ message }) => message);
      return { draftId: null, fileName: file.name, old: readOldSpeech(file), lost: lost.join("") };
    });
  const latest = useRef(takeDraft);
  latest.current = takeDraft;
  useEffect(() => {
    if (draftId !== undefined) void latest.current(draftId);
  }, [draftId]);

  const shown = useDeferredValue(work);
  const preview = useMemo(() => (shown ? carryOver(shown.old, shown.card).body : undefined), [shown]);
  const places = useMemo(() => (shown ? placesToGoThrough(shown.old, shown.card) : []), [shown]);

  const build = async () => {
    if (building.current) return;
    if (!work) return setError("还没有选旧稿。在左边选一篇，或者打开一个文件。");
    const wrong = form.current?.querySelector<HTMLElement>("[data-unread] input");
    if (wrong) {
      setStep("fill");
      // In the third step of a narrow window the form is not there to take the focus before it is drawn.
      requestAnimationFrame(() => wrong.focus());
      return;
    }
    building.current = true;
    try {
      const { id } = await api.drafts.create({ content: carryOver(work.old, work.card) });
      onBuilt(id);
    } catch (reason) {
      setError(failureOf(reason).message);
    } finally {
      building.current = false;
    }
  };

  const missing = work ? SOUGHT.filter((each) => each.missing(work.old)).map(({ name }) => name) : [];
  return (
    <form
      className={frame.page}
      ref={form}
      data-step={step}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void build();
      }}
    >
      {error !== null && (
        <Strip level="must" onClose={() => setError(null)}>
          {error}
        </Strip>
      )}
      <header className={frame.bar}>
        <Button look="quiet" icon={ChevronLeft} onPress={onClose}>
          {from === "start" ? "全部讲稿" : "回到讲稿"}
        </Button>
        <Heading slot="title" level={1} className={frame.heading}>
          从旧稿新建
        </Heading>
        <p className={frame.hint}>选旧稿，填今年的会，右边标出待换的地方。</p>
      </header>
      <div className={frame.columns}>
        <section className={frame.types} aria-labelledby="new-from-old">
          <div className={frame.head}>
            <h2 className={frame.title} id="new-from-old">
              旧稿
            </h2>
          </div>
          <OldSpeechChoice
            chosenId={work?.draftId ?? draftId ?? null}
            fileName={work?.fileName ?? null}
            onDraft={takeDraft}
            onFile={takeFile}
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
                  key={work.draftId ?? work.fileName}
                  card={work.card}
                  was={work.old.card}
                  onChange={(card) => setWork({ ...work, card })}
                />
              </>
            )}
          </div>
        </section>
        <DraftPreview body={preview} asks={asksOf(shown !== null, places.length)}>
          {places.length > 0 && <p className={styles.kinds}>{kindsOf(places)}</p>}
        </DraftPreview>
      </div>
      <footer className={frame.foot}>
        <p className={frame.note}>旧稿本身不会改动。建好以后按 Tab 逐处看待换的地方。</p>
        <div className={frame.step}>
          <Button onPress={() => setStep(step === "fill" ? "look" : "fill")}>
            {step === "fill" ? "看稿样" : "回去填"}
          </Button>
        </div>
        <Button onPress={onClose}>取消</Button>
        <Button look="filled" type="submit" isDisabled={work === null}>
          建立讲稿
        </Button>
      </footer>
    </form>
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
