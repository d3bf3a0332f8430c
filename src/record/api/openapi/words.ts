/** What the document of the interface says in prose. Those who write programs read it, in English. */
export const words = {
  title: 'The record of private military and security companies',
  about:
    'Companies with their names over time, contracts, incidents, cases, laws and the treaty process; every statement with its sources. ' +
    'For reading only, open to every origin, without a key. Lists are read page by page: follow `next` until it is null. ' +
    'To keep a copy, read a list in the order `made` to its end once, then follow `/api/v1/changes`. ' +
    'What is null or absent is not known: an unknown end is never to be read as ongoing, an unknown figure is not 0.',
  licence: 'Under which licence the answer is given.',
  citation: 'How to cite it. Add the day on which you saw it.',
  list: (plural: string) => `A page of ${plural}`,
  single: (plural: string) => `One of the ${plural}`,
  slug: 'The slug (of a source its key) or the id. A former slug redirects.',
  moved: 'A former slug: the present address is in Location.',
  ok: 'What was asked for.',
  on:
    'As things stood then: a day, a month or a year that has begun. What came later is left out; of what ran then it is not ' +
    'told how it ended, of a case what its steps had made of it by then; companies are called what they were called then ' +
    '(null: no name on record). `stood` says how surely. Standing, figures and sums are as of today; texts that know what came later are empty.',
  noPast: (why: string) => `There is no “on” here: ${why}`,
  onSaid: 'The time that was asked for, by `on`.',
  order:
    'made: as things entered the record, which never changes while you read. changed: the newest change first.',
  after: 'The place where the page before ended, as `next` has it.',
  limit: 'How many at most.',
  problem: 'What went wrong, as RFC 9457 has it.',
  changes: 'What was published, changed or taken from the public, in its order',
  changesAbout:
    'Nobody who reads on from `next` misses a change: a number is given when a change takes effect, never later. ' +
    'A change of a part (a name of a company, a stage of a case) is a change of the thing that tells it.',
  since:
    'A number that an answer gave: changes after it. Or a time with its zone (2026-11-26T00:00:00Z), or a day: changes from then on.',
  changesNext: 'Where to read on, now or later; the same place again while nothing is new.',
  more: 'Whether there are more already.',
  number: 'Its place in the order.',
  at: 'When it took effect.',
  action: 'unpublished: it is not public any more; delete your copy.',
  version: 'The day on which it was made, and which of that day it is.',
  datasets: 'The whole record as dated archives',
  datasetsAbout:
    'The newest first. `/api/v1/dataset/latest/record.tar.gz`, or a path of a file in place of the archive, redirects to the newest.',
  datasetChange: 'The newest change that it has: read on with `/api/v1/changes?since=`.',
  datasetFiles: 'Its files one by one: of the newest only.',
} as const;
