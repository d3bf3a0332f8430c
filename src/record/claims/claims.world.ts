/** A law as the form of the desk sends it: a claim that needs no other. */
export const sampleLaw = {
  primary_lang: 'en',
  title: 'A sample law',
  summary: 'It licenses private guards.',
  country: 'IQ',
  adopted: '2017',
  kind: 'licenses',
  status: 'in-force',
  standing: 'reported',
  prohibits: 'unknown',
  licenses: 'yes',
  immunity: 'unknown',
  jurisdiction: 'unknown',
  remedy: 'unknown',
};

/** How many revisions a page for reviewers showed, as its form sends it. */
export const seenIn = (html: string) => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
/** The revisions that a page with a form was made of, as the form sends them. */
export const baseIn = (html: string) => /name="base" value="([\d.]+)"/.exec(html)?.[1] ?? '';
