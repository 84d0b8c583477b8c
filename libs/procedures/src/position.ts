import { isMap, isSeq, type Document, type LineCounter, type Node, type ParsedNode } from 'yaml';

export interface Position {
  line: number;
  column: number;
}

const segments = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

interface Step {
  /** Where to point at: a map's key, a list's item. */
  at?: Node | null;
  value?: unknown;
}

const stepInto = (node: unknown, segment: string): Step => {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => String(key) === segment);
    return { at: pair?.key as Node | undefined, value: pair?.value };
  }
  if (isSeq(node)) {
    const item = node.items[Number(segment)] as Node | undefined;
    return { at: item, value: item };
  }
  return {};
};

/** Where the pointer leads in the text; what isn't there is pointed at where it should be. */
export const positionOf = (
  document: Document.Parsed<ParsedNode>,
  lines: LineCounter,
  pointer: string,
): Position => {
  let found: Node | null | undefined = document.contents;
  let value: unknown = document.contents;
  for (const segment of segments(pointer)) {
    const next = stepInto(value, segment);
    if (!next.at) break;
    found = next.at;
    value = next.value;
  }
  return offsetPosition(lines, found?.range?.[0] ?? 0);
};

export const offsetPosition = (lines: LineCounter, offset: number): Position => {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
};
