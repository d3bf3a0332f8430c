import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { firstDirection } from '../../../../foundation/text/shared/direction.ts';

const blocks = /^(paragraph|heading|bulletList|orderedList|blockquote|footnoteText)$/;

/**
 * Each block runs as the first letter in it says, as on the page; one without a letter, such as a picture, runs as what it
 * stands in. `dir="auto"` would not do: browsers leave out, of a list, the items that have a direction of their own.
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
    if (!blocks.test(node.type.name)) return;
    const dir = firstDirection(node.textContent);
    if (dir !== null) found.push(Decoration.node(at, at + node.nodeSize, { dir }));
  });
  return found;
}
