import { ChevronLeft } from "lucide-react";
import { runCommand } from "../../commands.ts";
import { Button } from "../../ui/button.tsx";

/** 全部讲稿: at the head of the outline, in the toolbar when that is folded. */
export function BackButton() {
  return (
    // The words go where the toolbar is narrow, the name stays.
    <Button look="quiet" icon={ChevronLeft} aria-label="全部讲稿" onPress={() => runCommand("draft.close")}>
      全部讲稿
    </Button>
  );
}
