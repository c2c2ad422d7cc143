import { ChevronLeft } from "lucide-react";
import { runCommand } from "../../commands.ts";
import { Button } from "../../ui/button.tsx";

/** 全部讲稿: at the head of the outline, in the toolbar when that is folded. */
export function BackButton() {
  return (
    <Button look="quiet" icon={ChevronLeft} onPress={() => runCommand("draft.close")}>
      全部讲稿
    </Button>
  );
}
