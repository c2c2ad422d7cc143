import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { Button } from "../../../renderer/ui/button.tsx";
import { Strip } from "../../../renderer/ui/strip.tsx";

afterEach(cleanup);

/** A text with a strip above it that its own button takes away. */
function Page({ onClosed }: { onClosed: () => void }) {
  const [shown, setShown] = useState(true);
  return (
    <>
      {shown && (
        <Strip
          level="quiet"
          action={<Button>看明细</Button>}
          onClose={() => {
            setShown(false);
            onClosed();
          }}
        >
          粘贴时去掉了网页标记。
        </Strip>
      )}
      <textarea aria-label="正文" />
    </>
  );
}

it("gives the focus back to where it came from when it is closed, by way of its other button too", () => {
  const closed = vi.fn();
  render(<Page onClosed={closed} />);
  const text = screen.getByRole("textbox", { name: "正文" });
  text.focus();
  screen.getByRole("button", { name: "看明细" }).focus();
  const close = screen.getByRole("button", { name: "收起这条消息" });
  close.focus();
  fireEvent.click(close);
  expect(closed).toHaveBeenCalledOnce();
  expect(screen.queryByRole("status")).toBeNull();
  expect(document.activeElement).toBe(text);
});

it("leaves the focus alone when it never had it", () => {
  render(<Page onClosed={() => {}} />);
  fireEvent.click(screen.getByRole("button", { name: "收起这条消息" }));
  expect(document.activeElement).toBe(document.body);
});
