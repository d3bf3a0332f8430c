/** An element as a test reads it. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Its own text, without that of its children. */
  text: string;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads XML strictly, without comments, CDATA and processing instructions. @throws where it is not well-formed. */
export function readXml(document: string): XmlNode {
  const head = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/.exec(document);
  if (!head) throw new Error('no XML declaration');
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  token.lastIndex = head[0].length;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const match = token.exec(document);
    const parent = open.at(-1);
    if (!match || !parent) throw new Error(`not well-formed at ${document.slice(at, at + 60)}`);
    const [, closing, name = '', attributes = '', empty, text] = match;
    if (text !== undefined) parent.text += decode(text);
    else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const node: XmlNode = { name, attributes: readAttributes(attributes), children: [], text: '' };
      parent.children.push(node);
      if (!empty) open.push(node);
    }
  }
  const [only, ...others] = root.children;
  if (open.length !== 1 || !only || others.length > 0) throw new Error('not one whole element');
  return only;
}

/** The children of this name. */
export function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of the one child of this name. @throws where there is none or more than one. */
export function textOf(node: XmlNode, name: string): string {
  const [only, ...others] = all(node, name);
  if (!only || others.length > 0) throw new Error(`${node.name} has ${others.length + 1} ${name}`);
  return only.text;
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`${name} twice`);
    found[name] = decode(value);
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (_, named: string) => {
    const character = named.endsWith(';') ? entities[named.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`&${named} is no entity of XML`);
    return character;
  });
}
