import { ChevronLeft } from "lucide-react";
import { type FormEvent, type ReactNode, type RefObject, useRef, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { failureOf } from "#core/api/errors";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./new-page.module.css";

type NewPageProps = {
  title: string;
  hint: string;
  /** What is good to know before the draft is made. */
  note: string;
  /** Where leaving leads back to. */
  from: "start" | "editor";
  onClose: () => void;
  error: string | null;
  onError: (sentence: string | null) => void;
  formRef: RefObject<HTMLFormElement | null>;
  isReady?: boolean;
  /** Makes the draft; the page stays, with the reason, when it fails. */
  build: () => Promise<void>;
  /** The columns; the last one is the draft to be. */
  children: ReactNode;
};

/** A page that makes a draft: what it is made of on the left, on the right the draft. It lies over the page it was called from. */
export function NewPage(props: NewPageProps) {
  return (
    <ModalOverlay className={styles.overlay} isOpen onOpenChange={(open) => !open && props.onClose()}>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog}>
          <NewForm {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function NewForm(props: NewPageProps) {
  const { title, hint, note, from, onClose, error, onError, formRef, isReady = true, build, children } = props;
  const [step, setStep] = useState<"fill" | "look">("fill");
  const building = useRef(false);

  const submit = async () => {
    if (building.current || !isReady) return;
    const wrong = formRef.current?.querySelector<HTMLElement>("[data-unread] input");
    if (wrong) {
      setStep("fill");
      // In the third step of a narrow window the form is not there to take the focus before it is drawn.
      requestAnimationFrame(() => wrong.focus());
      return;
    }
    building.current = true;
    try {
      await build();
    } catch (reason) {
      onError(failureOf(reason).message);
    } finally {
      building.current = false;
    }
  };

  return (
    <form
      className={styles.page}
      ref={formRef}
      data-step={step}
      noValidate
      onKeyDown={(event) => {
        // The letters of an input method are taken by Enter; that builds nothing.
        if (event.key === "Enter" && event.nativeEvent.isComposing) event.preventDefault();
      }}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      {error !== null && (
        <Strip level="must" onClose={() => onError(null)}>
          {error}
        </Strip>
      )}
      <header className={styles.bar}>
        <Button look="quiet" icon={ChevronLeft} onPress={onClose}>
          {from === "start" ? "全部讲稿" : "回到讲稿"}
        </Button>
        <Heading slot="title" level={1} className={styles.heading}>
          {title}
        </Heading>
        <p className={styles.hint}>{hint}</p>
      </header>
      <div className={styles.columns}>{children}</div>
      <footer className={styles.foot}>
        <p className={styles.note}>{note}</p>
        <div className={styles.step}>
          <Button onPress={() => setStep(step === "fill" ? "look" : "fill")}>
            {step === "fill" ? "看稿样" : "回去填"}
          </Button>
        </div>
        <Button onPress={onClose}>取消</Button>
        <Button look="filled" type="submit" isDisabled={!isReady}>
          建立讲稿
        </Button>
      </footer>
    </form>
  );
}
