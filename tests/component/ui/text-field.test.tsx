import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { TextField } from "../../../renderer/ui/text-field.tsx";

afterEach(cleanup);

it("lets go of every key that its listener does not take: the window's own keys work in the field too", () => {
  const reached: string[] = [];
  const listen = (event: KeyboardEvent) => reached.push(event.key);
  document.addEventListener("keydown", listen);
  render(
    <TextField
      label="找一篇讲稿"
      onKeyDown={(event) => {
        if (event.key === "ArrowDown") event.preventDefault();
      }}
    />,
  );
  const field = screen.getByRole("textbox", { name: "找一篇讲稿" });
  for (const key of ["F6", "ArrowDown", "s", "Escape"]) fireEvent.keyDown(field, { key, ctrlKey: key === "s" });
  expect(reached).toEqual(["F6", "s", "Escape"]);
  document.removeEventListener("keydown", listen);
});
