import { X } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import styles from "./dialog.module.css";
import { IconButton } from "./icon-button.tsx";

type DialogProps = {
  title: string;
  /** A question needs an answer before anything else: it is announced at once and has no close button. */
  role?: "dialog" | "alertdialog" | undefined;
  onClose: () => void;
  /** What Enter does; the main button in `actions` has `type="submit"`. */
  onSubmit?: () => void;
  /** A sentence at the left of the foot. */
  note?: ReactNode;
  /** The buttons of the foot, the main one last. */
  actions: ReactNode;
  children: ReactNode;
};

/** A modal window, open as long as it is rendered. Esc leaves, and focus returns to where it was. */
export function Dialog(props: DialogProps) {
  return (
    <DialogFrame role={props.role} onClose={props.onClose}>
      <DialogContent {...props} />
    </DialogFrame>
  );
}

type DialogFrameProps = { role?: DialogProps["role"]; onClose: () => void; children: ReactNode };

/** The window of a dialog alone: one whose contents follow each other keeps it, and with it where the focus came from. */
export function DialogFrame({ role = "dialog", onClose, children }: DialogFrameProps) {
  return (
    <ModalOverlay className={styles.veil} isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className={styles.modal} data-role={role}>
        <AriaDialog className={styles.dialog} role={role}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What stands in a `DialogFrame`: head, body and foot as one form. */
export function DialogContent({ title, role = "dialog", onClose, onSubmit, note, actions, children }: DialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog inside another is still its child in React, so that its submit would reach the outer form too.
    event.stopPropagation();
    onSubmit?.();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <header className={styles.head}>
        <Heading slot="title" className={styles.title}>
          {title}
        </Heading>
        {role === "dialog" && <IconButton icon={X} label="关闭" keys="Esc" onPress={onClose} />}
      </header>
      <div className={styles.body}>{children}</div>
      <footer className={styles.foot}>
        <div className={styles.note}>{note}</div>
        {actions}
      </footer>
    </form>
  );
}

type DialogSectionProps = {
  title: string;
  /** Stands at the right end of the heading's line: a word on the section, or what else can be done there. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A part of a dialog under its own heading. */
export function DialogSection({ title, aside, children }: DialogSectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
