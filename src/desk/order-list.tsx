import type { Child } from 'hono/jsx';
import type { Translator } from '../foundation/i18n/translate.ts';

interface Row {
  id: string;
  /** In plain words: buttons are read out with it. */
  name: string;
  body: Child;
  /** Buttons besides those of the order; each sends `do` with `todo:id`. */
  more?: Child;
}

export interface OrderListProps {
  t: Translator;
  /** Where the form goes. */
  action: string;
  rows: readonly Row[];
  /** Whether the reader may change the order. */
  may: boolean;
  /** Fields that go along. */
  along?: Child;
  /** What stands below the list, in its form. */
  foot?: Child;
}

/** A list in an order that people make: two buttons a row, and dragging where there is a script. */
export function OrderList({ t, action, rows, may, along, foot }: OrderListProps) {
  const list =
    rows.length === 0 ? null : (
      <ol class="desk-order">
        {rows.map(({ id, name, body, more }, index) => (
          <li data-order-id={id}>
            <div class="desk-order-body">{body}</div>
            {may ? (
              <div class="buttons">
                {more}
                <Step t={t} todo="up" id={id} name={name} off={index === 0} />
                <Step t={t} todo="down" id={id} name={name} off={index === rows.length - 1} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    );
  if (!may || rows.length === 0) return list;
  return (
    <form method="post" action={action} data-order="">
      {along}
      {list}
      {foot}
    </form>
  );
}

interface StepProps {
  t: Translator;
  todo: 'up' | 'down';
  id: string;
  name: string;
  off: boolean;
}

function Step({ t, todo, id, name, off }: StepProps) {
  // Its place stays free, so that the buttons of all rows stand below each other.
  if (off) return <span class="step" />;
  return (
    <button type="submit" name="do" value={`${todo}:${id}`} class="step">
      <span aria-hidden="true">{todo === 'up' ? '↑' : '↓'}</span>
      <span class="vh">
        {t(`desk.order.${todo}`)} <bdi>{name}</bdi>
      </span>
    </button>
  );
}

/** A button that does something with one member of an ordered list. */
export function RowButton(props: { todo: string; id: string; name: string; children: Child }) {
  return (
    <button type="submit" name="do" value={`${props.todo}:${props.id}`}>
      {props.children} <bdi class="vh">{props.name}</bdi>
    </button>
  );
}
