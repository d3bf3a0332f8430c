/** The first steps of a new site, in their order: from a safe account to the first published news. */
export const steps = [
  { step: 'factor', href: '/desk/account' },
  { step: 'name', href: '/desk/initiative' },
  { step: 'channel', href: '/desk/initiative/channels' },
  { step: 'mail', href: null },
  { step: 'backup', href: '/desk/backups' },
  { step: 'second', href: '/desk/staff' },
  { step: 'texts', href: '/desk/campaigns' },
  { step: 'news', href: '/desk/news' },
] as const;

export type Step = (typeof steps)[number]['step'];
export type Done = Readonly<Record<Step, boolean>>;

/** @returns the first step that is not done; null when all are. */
export function nextStep(done: Done): Step | null {
  return steps.find(({ step }) => !done[step])?.step ?? null;
}
