import type { Desk } from '../desk/desk.ts';
import type { DeskContext } from '../desk/model.ts';
import { doneAt } from '../desk/notices.ts';
import { deskPage } from '../desk/page.tsx';
import { parseAddress } from '../foundation/text/email-address.ts';
import { ErrorSummary } from '../ui/components/error-summary.tsx';
import { Field } from '../ui/components/field.tsx';
import { Save } from '../ui/components/save.tsx';
import type { ChannelKind } from './model.ts';
import { typedIn } from './settings/form.ts';
import { setContactChannel } from './settings-store.ts';
import { readContactChannels } from './store.ts';

const here = '/desk/initiative/channels';
/** Safest first, as the public page has them. */
const kinds = ['signal', 'globaleaks', 'securedrop', 'pgp', 'email', 'post'] as const satisfies ChannelKind[];
const longestValue = 500;

interface Typed {
  value: string;
  note: string;
}

/** How the initiative can be reached: shown on the contact page, each only where it is set. */
export function channelsDesk(desk: Desk): void {
  const { db } = desk.site;

  const page = async (
    c: DeskContext,
    typed: Record<ChannelKind, Typed> | null,
    wrong: readonly ChannelKind[],
  ) => {
    const { t } = c.var;
    const set = await readContactChannels(db);
    const errorOf = (kind: ChannelKind) =>
      wrong.includes(kind)
        ? t(kind === 'email' ? 'desk.channels.error.email' : 'desk.channels.error.long')
        : undefined;
    return deskPage(c, {
      title: t('desk.initiative.channels'),
      label: t('desk.channels.stand'),
      at: 'initiative',
      crumbs: [{ href: '/desk/initiative', text: t('desk.menu.initiative') }],
      ...(wrong.length > 0 && { status: 422 as const }),
      body: (
        <form method="post" action={here}>
          <ErrorSummary t={t} errors={wrong.map((kind) => ({ field: kind, text: errorOf(kind) ?? '' }))} />
          {kinds.map((kind) => {
            const own = set.find((channel) => channel.kind === kind);
            return (
              <section class="desk-part">
                <h2>{t(`contact.${kind}`)}</h2>
                <Field
                  t={t}
                  name={kind}
                  label={t('desk.channels.value')}
                  hint={t(`desk.channels.${kind}.hint`)}
                  value={typed?.[kind].value ?? own?.value ?? ''}
                  error={errorOf(kind)}
                  dir="ltr"
                  optional
                />
                <Field
                  t={t}
                  name={`${kind}-note`}
                  label={t('desk.channels.note')}
                  value={typed?.[kind].note ?? own?.note ?? ''}
                  dir="auto"
                  optional
                />
              </section>
            );
          })}
          <Save t={t} />
        </form>
      ),
    });
  };

  desk.get(here, 'initiative.edit', null, (c) => page(c, null, []));

  desk.post(here, 'initiative.edit', null, async (c) => {
    const form = await c.req.parseBody();
    const typed = Object.fromEntries(
      kinds.map((kind) => [kind, { value: typedIn(form, kind), note: typedIn(form, `${kind}-note`) }]),
    ) as Record<ChannelKind, Typed>; // the kinds are those of the record
    const wrong = kinds.filter((kind) => {
      const { value, note } = typed[kind];
      if (value.length > longestValue || note.length > longestValue) return true;
      return kind === 'email' && value !== '' && parseAddress(value) === null;
    });
    if (wrong.length > 0) return page(c, typed, wrong);
    const set = await readContactChannels(db);
    for (const kind of kinds) {
      const { value, note } = typed[kind];
      const own = set.find((channel) => channel.kind === kind);
      if ((own?.value ?? '') === value && (own?.note ?? '') === note) continue;
      await setContactChannel(db, kind, value || null, note || null, `staff:${c.var.member.id}`);
    }
    c.set('audited', { subject: 'contact' });
    return c.redirect(doneAt(here, 'saved'), 303);
  });
}
