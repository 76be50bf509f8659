import { isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { FieldComment } from '../../adopt';
import { below } from '../../adopt/code';

/**
 * The comments below a node of YAML, each with the field that it stands above or beside.
 * @param head what stands above the document
 * @param foot what stands at its end
 */
export function yamlComments(
  root: unknown,
  head: string | null | undefined,
  foot?: string | null,
): readonly FieldComment[] {
  const found: FieldComment[] = [];
  const take = (path: string, comment: string | null | undefined): void => {
    const lines = (comment ?? '').split('\n').map((line) => line.replace(/^#*/, '').trim());
    const said = lines.filter((line) => line !== '');
    if (said.length > 0) found.push({ path, lines: said });
  };
  const walk = (node: unknown, path: string): void => {
    if (isNode(node)) {
      // What stands above a list is about its first item.
      take(isSeq(node) ? `${path}[0]` : path, node.commentBefore);
      take(path, node.comment);
    }
    if (isMap(node)) {
      for (const [index, pair] of node.items.entries()) {
        if (!isPair(pair)) continue;
        const at = below(path, isScalar(pair.key) ? String(pair.key.value) : '');
        // What stands above the first field is about the whole.
        if (isNode(pair.key)) take(index === 0 && path === '' ? '' : at, pair.key.commentBefore);
        walk(pair.value, at);
      }
    }
    if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, `${path}[${index}]`);
  };
  take('', head);
  walk(root, '');
  take('', foot);
  return found;
}
