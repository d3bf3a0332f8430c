import { dateOf, momentOf, span, stepped } from './name-bands-dates.ts';

/** A name of the form: the controls that hold it. */
interface Row {
  name: HTMLInputElement;
  from: HTMLInputElement;
  to: HTMLInputElement;
  end: HTMLSelectElement;
}

/**
 * Draws the names of a company as bands above the table that holds them. The two ends of a band are sliders: dragged, or
 * moved by the arrow keys, they write the dates of the table; what is typed there moves them. An end that has no date has
 * no handle, until one is typed.
 */
export function drawNameBands(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-name-bands]')) {
    const form = box.closest('form');
    if (!form) continue;
    const rows = [...form.querySelectorAll<HTMLElement>('[data-name-row]')].flatMap(rowOf);
    if (rows.length === 0) continue;
    box.hidden = false;
    const draw = () => drawAll(box, rows);
    form.addEventListener('input', (event) => {
      if (!box.contains(event.target as Node)) draw();
    });
    draw();
  }
}

function rowOf(element: HTMLElement): Row[] {
  const id = element.dataset.nameRow;
  const control = (name: string) =>
    element.querySelector<HTMLElement>(`[name="${CSS.escape(`${name}.${id}`)}"]`);
  const [name, from, to, end] = [
    control('name'),
    control('valid_from'),
    control('valid_to'),
    control('end_is'),
  ];
  return name instanceof HTMLInputElement &&
    from instanceof HTMLInputElement &&
    to instanceof HTMLInputElement &&
    end instanceof HTMLSelectElement
    ? [{ name, from, to, end }]
    : [];
}

function drawAll(box: HTMLElement, rows: readonly Row[]): void {
  const axis = span(rows.flatMap(({ from, to }) => [from.value, to.value]));
  const hint = document.createElement('p');
  hint.className = 'hint';
  hint.textContent = box.dataset.hint ?? '';
  const bands = rows.flatMap((row) => {
    if (row.name.value.trim() === '') return [];
    const band = document.createElement('div');
    band.className = 'name-band';
    const label = document.createElement('bdi');
    label.textContent = row.name.value;
    const track = document.createElement('div');
    track.className = 'name-track';
    const bar = document.createElement('div');
    bar.className = 'name-bar';
    track.append(bar);
    for (const side of ['from', 'to'] as const) {
      const field = row[side];
      if (momentOf(field.value) === null) continue;
      track.append(handle(box, row, side, axis, () => place(bar, row, axis)));
    }
    place(bar, row, axis);
    band.append(label, track);
    return [band];
  });
  const years = document.createElement('div');
  years.className = 'name-years label';
  for (const year of [axis.first, axis.last]) {
    const mark = document.createElement('span');
    mark.textContent = String(year);
    years.append(mark);
  }
  box.replaceChildren(hint, years, ...bands);
}

type Axis = ReturnType<typeof span>;

/** Where a moment (in years) stands along the axis, in per cent. */
const along = (axis: Axis, moment: number) => ((moment - axis.first) / (axis.last - axis.first)) * 100;

/** An end that nobody knows is drawn two years long, dotted: to the edge it would read as ongoing. */
const unknownYears = 2;

function place(bar: HTMLElement, { from, to }: Row, axis: Axis): void {
  const [begin, end] = [momentOf(from.value), momentOf(to.value)];
  bar.hidden = begin === null && end === null;
  bar.dataset.open = end === null ? 'end' : begin === null ? 'start' : '';
  const first = begin ?? Math.max(axis.first, (end ?? axis.last) - unknownYears);
  const last = end ?? Math.min(axis.last, first + unknownYears);
  bar.style.insetInlineStart = `${along(axis, first)}%`;
  bar.style.insetInlineEnd = `${100 - along(axis, last)}%`;
}

function handle(box: HTMLElement, row: Row, side: 'from' | 'to', axis: Axis, moved: () => void): HTMLElement {
  const field = row[side];
  const grip = document.createElement('button');
  grip.type = 'button';
  grip.className = 'name-grip';
  grip.dataset.side = side;
  grip.setAttribute('role', 'slider');
  grip.setAttribute(
    'aria-label',
    `${row.name.value}: ${(side === 'from' ? box.dataset.from : box.dataset.to) ?? ''}`,
  );
  const show = () => {
    const moment = momentOf(field.value) ?? axis.first;
    grip.style.insetInlineStart = `${along(axis, moment)}%`;
    grip.setAttribute('aria-valuemin', String(axis.first));
    grip.setAttribute('aria-valuemax', String(axis.last));
    grip.setAttribute('aria-valuenow', String(Math.round(moment * 100) / 100));
    grip.setAttribute('aria-valuetext', field.value);
    moved();
  };
  const write = (value: string) => {
    if (value === field.value) return;
    field.value = value;
    // An end that has a date is known.
    if (side === 'to') row.end.value = 'known';
    // What watches the form for changes hears of this one, but no band is drawn anew under the hand that moves it.
    grip.dispatchEvent(new Event('input', { bubbles: true }));
    show();
  };
  grip.addEventListener('keydown', (event) => {
    const forward = getComputedStyle(box).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step =
      { [forward]: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 }[event.key] ??
      (/^Arrow/.test(event.key) ? -1 : 0);
    if (step === 0) return;
    event.preventDefault();
    write(stepped(field.value, step));
  });
  grip.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointermove', (event) => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    const track = grip.parentElement?.getBoundingClientRect();
    if (!track || track.width === 0) return;
    const way = (event.clientX - track.left) / track.width;
    const part = Math.min(1, Math.max(0, getComputedStyle(box).direction === 'rtl' ? 1 - way : way));
    write(dateOf(axis.first + part * (axis.last - axis.first), field.value));
  });
  show();
  return grip;
}
