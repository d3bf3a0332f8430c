import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { firstDirection } from '../../../../foundation/text/shared/direction.ts';

const around = /^(bulletList|orderedList|blockquote|footnoteText)$/;

/**
 * Lists and quotations run as the first letter in them says, as on the page. Blocks of text say so themselves
 * (`dir="auto"`), but a block around others cannot: browsers leave out what has a direction of its own.
 */
export const Directions = Extension.create({
  name: 'directions',
  addProseMirrorPlugins: () => {
    let known: { doc: Node; set: DecorationSet } | undefined;
    return [
      new Plugin({
        props: {
          decorations({ doc }) {
            if (known?.doc !== doc) known = { doc, set: DecorationSet.create(doc, directionsIn(doc)) };
            return known.set;
          },
        },
      }),
    ];
  },
});

function directionsIn(doc: Node): Decoration[] {
  const found: Decoration[] = [];
  doc.descendants((node, at) => {
    if (!around.test(node.type.name)) return;
    const dir = firstDirection(node.textContent);
    if (dir !== null) found.push(Decoration.node(at, at + node.nodeSize, { dir }));
  });
  return found;
}
