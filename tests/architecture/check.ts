import { posix } from "node:path";
import { parseSync } from "vite";
import type { Zone } from "./rules.ts";

type Node = { type: string; [key: string]: unknown };

/** What one file reaches, as read from its syntax tree: nothing is resolved, so a missing file is no excuse. */
export type Reach = { imports: string[]; globals: Set<string> };

/** Reads imports (static, dynamic, re-exports and those in types) and the names that the file uses without declaring them. */
export function reachOf(path: string, source: string): Reach {
  const { program, module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const imports = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      source.slice(moduleRequest.start, moduleRequest.end).slice(1, -1),
    ),
  ];
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: Node, parent: Node | null, key: string): void => {
    if (node.type === "TSImportType") imports.push((node.source as { value: string }).value);
    if (node.type === "ObjectPattern") {
      for (const { value } of node.properties as { value?: Node }[]) {
        if (value?.type === "Identifier") declared.add(value.name as string);
      }
    }
    if (node.type === "Identifier") {
      if (isBinding(parent, key)) declared.add(node.name as string);
      else if (!isName(parent, key)) used.add(node.name as string);
    }
    for (const [childKey, child] of Object.entries(node)) {
      for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) visit(each, node, childKey);
    }
  };
  visit(program as unknown as Node, null, "");
  return { imports: [...new Set(imports)], globals: new Set([...used].filter((name) => !declared.has(name))) };
}

/** Every way in which a file breaks the rules of its zone, each a sentence that says where to read on. */
export function violations(path: string, source: string, zones: readonly Zone[]): string[] {
  const zone = zones.find(({ files }) => files.test(path));
  if (!zone) return [`${path} lies in no known folder. See "Map" in README.md and tests/architecture/rules.ts.`];
  const { imports, globals } = reachOf(path, source);
  const wrong = [
    ...imports.flatMap((wanted) => refusal(path, wanted, zone) ?? []),
    ...zone.without.filter((name) => globals.has(name)).map((name) => `uses the global ${name}`),
  ];
  return wrong.map((what) => `${path} ${what}. See "Map" in README.md and tests/architecture/rules.ts.`);
}

/** The package that an import names, with its scope. */
export function packageOf(wanted: string): string {
  return wanted
    .split("/")
    .slice(0, wanted.startsWith("@") ? 2 : 1)
    .join("/");
}

function refusal(path: string, wanted: string, zone: Zone): string | undefined {
  if (wanted.startsWith("node:")) {
    const allowed = Array.isArray(zone.node) ? zone.node.includes(wanted) : zone.node;
    return allowed ? undefined : `imports ${wanted}`;
  }
  if (wanted.startsWith(".")) {
    const place = posix.join(posix.dirname(path), wanted);
    if (place.startsWith("core/") && !path.startsWith("core/")) return `imports ${wanted} instead of #core/`;
    return zone.folders.some((folder) => place.startsWith(folder)) ? undefined : `imports ${place}`;
  }
  if (wanted.startsWith("#core/")) {
    if (path.startsWith("core/")) return `imports ${wanted} instead of a relative path`;
    return zone.folders.includes("core/") ? undefined : `imports ${wanted}`;
  }
  return zone.packages.includes(packageOf(wanted)) ? undefined : `imports the package ${packageOf(wanted)}`;
}

const PATTERN_PARTS: Record<string, readonly string[]> = {
  VariableDeclarator: ["id"],
  FunctionDeclaration: ["id", "params"],
  FunctionExpression: ["id", "params"],
  ArrowFunctionExpression: ["params"],
  ClassDeclaration: ["id"],
  CatchClause: ["param"],
  ImportSpecifier: ["local", "imported"],
  ImportDefaultSpecifier: ["local"],
  ImportNamespaceSpecifier: ["local"],
  ArrayPattern: ["elements"],
  AssignmentPattern: ["left"],
  RestElement: ["argument"],
};

/** Whether an identifier declares a name. Scopes are not told apart: a name that a file declares anywhere is its own. */
function isBinding(parent: Node | null, key: string): boolean {
  return parent !== null && (PATTERN_PARTS[parent.type]?.includes(key) ?? false);
}

/** Whether an identifier is only a name: of a property, of a type, of a label. */
function isName(parent: Node | null, key: string): boolean {
  if (parent === null) return false;
  if (parent.type === "MemberExpression") return key === "property" && parent.computed !== true;
  if (["Property", "MethodDefinition", "PropertyDefinition"].includes(parent.type)) {
    return key === "key" && parent.computed !== true;
  }
  return parent.type.startsWith("TS") && !VALUE_PARTS.includes(key);
}

/** TypeScript's nodes hold values only in these places; everything else in them is types. */
const VALUE_PARTS = ["expression", "initializer", "body"];

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
