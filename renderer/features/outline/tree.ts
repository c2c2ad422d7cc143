import type { OutlineRow } from "../../session/overview.ts";

/** A row with its place in the tree; `key` names the block for as long as it lives, however it and the text around it change. */
export type TreeRow = OutlineRow & {
  key: string;
  parent: TreeRow | null;
  /** 1 for rows without parent: not the level of the heading where levels are left out. */
  depth: number;
  hasChildren: boolean;
  /** Place among the rows of the same parent, from 1, and how many these are. */
  position: number;
  siblings: number;
};

/** Lays rows out as a tree: each stands under the nearest row above of a higher level. `keys` are those of the rows' blocks. */
export function treeOf(rows: readonly OutlineRow[], keys: readonly string[]): TreeRow[] {
  const open: TreeRow[] = [];
  const children = new Map<TreeRow | null, TreeRow[]>();
  const tree = rows.map((row, index): TreeRow => {
    while ((open.at(-1)?.level ?? 0) >= row.level) open.pop();
    const parent = open.at(-1) ?? null;
    const siblings = children.get(parent) ?? [];
    const place = { parent, depth: open.length + 1, hasChildren: false, position: siblings.length + 1, siblings: 0 };
    const treeRow = { ...row, key: keys[index] ?? String(index), ...place };
    children.set(parent, [...siblings, treeRow]);
    if (parent) parent.hasChildren = true;
    open.push(treeRow);
    return treeRow;
  });
  for (const group of children.values()) for (const row of group) row.siblings = group.length;
  return tree;
}

/** The rows in sight while those of `folded` show none of theirs. */
export function visibleRows(tree: readonly TreeRow[], folded: ReadonlySet<string>): TreeRow[] {
  return tree.filter((row) => !ancestorsOf(row).some(({ key }) => folded.has(key)));
}

/** The row itself or the folded one in whose place it is not to be seen. */
export function visibleRowOf(row: TreeRow, folded: ReadonlySet<string>): TreeRow {
  return ancestorsOf(row).findLast(({ key }) => folded.has(key)) ?? row;
}

/** The parent, its parent, and so on. */
function ancestorsOf(row: TreeRow): TreeRow[] {
  return row.parent ? [row.parent, ...ancestorsOf(row.parent)] : [];
}

/** The first-level rows that can be folded. */
export function foldableRoots(tree: readonly TreeRow[]): TreeRow[] {
  return tree.filter(({ parent, hasChildren }) => parent === null && hasChildren);
}
