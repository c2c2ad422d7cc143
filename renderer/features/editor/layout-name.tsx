import { useEffect, useState } from "react";
import { SHIPPED_LAYOUTS } from "#core/word/layouts";
import { useApi } from "../../api.ts";

/** The name of the profile that an export would take; own profiles are asked for. */
export function LayoutName({ id }: { id: string }) {
  const api = useApi();
  const shipped = SHIPPED_LAYOUTS.find((layout) => layout.id === id)?.name;
  const [own, setOwn] = useState<string>();
  useEffect(() => {
    if (shipped !== undefined) return;
    let wanted = true;
    // A profile that is gone falls back to the standard, here as in the export.
    const name = api.exports.layouts({}).then((layouts) => layouts.find((layout) => layout.id === id)?.name);
    name.then(
      (found) => wanted && setOwn(found),
      () => wanted && setOwn(undefined),
    );
    return () => {
      wanted = false;
    };
  }, [api, id, shipped]);
  return shipped ?? own ?? SHIPPED_LAYOUTS[0]?.name;
}
