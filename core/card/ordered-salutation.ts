/** Who is greeted, in the order in which protocol names them; within one group the order is the writer's. */
const GROUPS: readonly RegExp[] = [
  // 上级, and whoever is named with a post.
  /(?:领导|首长|书记|[省市区县州盟旗镇乡村厅局处科部]长|主席|主任|常委|组长|秘书长|检察长|院长|校长|行长|董事长|理事长|会长|总经理)$/u,
  /(?:来宾|嘉宾|贵宾|专家|学者|院士|教授|代表|委员|企业家|客商|同仁|同事|媒体朋友|新闻界的?朋友|企业界的?朋友)(?:们)?$/u,
  /^(?:各位)?(?:女士|先生)们?$/u,
  // 同志们、朋友们 and 朋友们、同志们 are both said.
  /^(?:各位)?(?:同志|朋友)们?$/u,
];
const RESPECT = /^(?:尊敬|敬爱|亲爱)的/u;

/**
 * A 称谓 with those named first who come first: 上级, then 来宾、专家、代表, then 女士们、先生们, last 朋友们 and 同志们. Undefined where it stands
 * so already, or names somebody whose place is not known.
 */
export function orderedSalutation(salutation: string): string | undefined {
  const parts = salutation.split(/[、，,]/u).map((part) => part.trim());
  const signs = salutation.match(/[、，,]/gu) ?? [];
  const respect = RESPECT.exec(parts[0] ?? "")?.[0] ?? "";
  const greeted = parts.map((name, index) => {
    const bare = name.replace(RESPECT, "");
    return { name: index === 0 ? bare : name, group: GROUPS.findIndex((group) => group.test(bare)) };
  });
  if (greeted.some(({ group }) => group < 0)) return undefined;
  const ordered = [...greeted].sort((one, other) => one.group - other.group);
  if (ordered.every((each, index) => each === greeted[index])) return undefined;
  // 尊敬的 opens the greeting and is meant for all; one that already stands before another name stays with it.
  const others = greeted.slice(1).some(({ name }) => RESPECT.test(name));
  const names = ordered.map(({ name }, index) => {
    const opens = others ? name === greeted[0]?.name : index === 0;
    return opens ? `${respect}${name}` : name;
  });
  return names.map((name, index) => `${name}${signs[index] ?? ""}`).join("");
}
