/** A click on a picture says what must stay in sight; the two numbers beside it say the same, and are what is sent. */
export function comfortFocal(root: Document): void {
  for (const field of root.querySelectorAll<HTMLElement>('[data-focal]')) {
    const picture = field.querySelector('img');
    const frame = picture?.parentElement;
    const [x, y] = ['focal_x', 'focal_y'].map((name) =>
      field.querySelector<HTMLInputElement>(`input[name=${name}]`),
    );
    if (!picture || !frame || !x || !y) continue;
    const mark = frame.appendChild(root.createElement('span'));
    mark.className = 'focal-mark';
    mark.setAttribute('aria-hidden', 'true');
    const show = () => {
      mark.style.setProperty('--x', `${Number(x.value)}%`);
      mark.style.setProperty('--y', `${Number(y.value)}%`);
    };
    picture.addEventListener('click', (event) => {
      const box = picture.getBoundingClientRect();
      x.value = String(Math.round((100 * (event.clientX - box.left)) / box.width));
      y.value = String(Math.round((100 * (event.clientY - box.top)) / box.height));
      show();
    });
    for (const input of [x, y]) input.addEventListener('input', show);
    frame.classList.add('live');
    show();
  }
}
