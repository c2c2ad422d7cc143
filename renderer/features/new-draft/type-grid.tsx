import { Check } from "lucide-react";
import { memo, type RefObject } from "react";
import { Header, ListBox, ListBoxItem, ListBoxSection } from "react-aria-components";
import type { TemplateSummary } from "#core/api/contract";
import { OWN_GROUP, TEMPLATE_GROUPS } from "#core/template/schema";
import { BLANK } from "./blank-template.ts";
import { StructurePicture } from "./structure-picture.tsx";
import styles from "./type-grid.module.css";

type TypeGridProps = {
  templates: readonly TemplateSummary[];
  chosenId: string;
  onChoose: (id: string) => void;
  /** Enter or a double click: that one, as the card stands. */
  onBuild: () => void;
  gridRef: RefObject<HTMLDivElement | null>;
};

const BLANK_GROUP = "不用模板";
const GROUPS = [OWN_GROUP, ...TEMPLATE_GROUPS, BLANK_GROUP] as const;

/** The meeting types as cards in their groups, walked by the arrow keys; what is walked to is chosen. */
export const TypeGrid = memo(function TypeGrid({ templates, chosenId, onChoose, onBuild, gridRef }: TypeGridProps) {
  const groups = GROUPS.map((name) => ({ name, members: templates.filter((each) => groupOf(each) === name) }));
  return (
    <ListBox
      ref={gridRef}
      className={styles.grid}
      aria-label="会议类型"
      layout="grid"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosenId]}
      onSelectionChange={(keys) => {
        const [id] = [...keys];
        if (typeof id === "string") onChoose(id);
      }}
      onAction={onBuild}
    >
      {groups.map(
        ({ name, members }) =>
          members.length > 0 && (
            <ListBoxSection key={name} id={name} className={styles.group}>
              <Header className={styles.name}>{name}</Header>
              {members.map((template) => (
                <TypeCard key={template.id} template={template} />
              ))}
            </ListBoxSection>
          ),
      )}
    </ListBox>
  );
});

function TypeCard({ template }: { template: TemplateSummary }) {
  const { id, name, patterns } = template;
  const [usual] = patterns;
  return (
    <ListBoxItem id={id} className={styles.card} textValue={name}>
      <StructurePicture pattern={usual ?? { id: "", levels: [] }} />
      <span className={styles.words}>
        <span className={styles.title}>{name}</span>
        <span className={styles.length}>{lengthOf(template)}</span>
      </span>
      <Check className={styles.check} aria-hidden />
    </ListBoxItem>
  );
}

const groupOf = (template: TemplateSummary) => (template === BLANK ? BLANK_GROUP : template.group);

const figures = new Intl.NumberFormat("zh-CN");

/** The length that a speech of this type should have: 2,000–3,000 字. */
export function lengthOf(template: TemplateSummary): string {
  if (template === BLANK) return "只有题目和称谓";
  const { min, max } = template.targetCharacters;
  return min === max ? `${figures.format(max)} 字` : `${figures.format(min)}–${figures.format(max)} 字`;
}
