/** Lets people drag the rows of an ordered list; a drop sends the whole order as a button of the form would. */
export function dragOrders(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-order]')) {
    let dragged: HTMLElement | null = null;
    for (const row of form.querySelectorAll<HTMLElement>('[data-order-id]')) {
      row.draggable = true;
      row.addEventListener('dragstart', () => {
        dragged = row;
        row.dataset.dragged = '';
      });
      row.addEventListener('dragover', (event) => {
        if (!dragged || dragged.parentElement !== row.parentElement) return;
        event.preventDefault();
        const box = row.getBoundingClientRect();
        if (event.clientY < box.top + box.height / 2) row.before(dragged);
        else row.after(dragged);
      });
      row.addEventListener('drop', (event) => event.preventDefault());
      row.addEventListener('dragend', () => {
        if (!dragged) return;
        delete dragged.dataset.dragged;
        dragged = null;
        send(form);
      });
    }
  }
}

function send(form: HTMLFormElement): void {
  const ids = [...form.querySelectorAll<HTMLElement>('[data-order-id]')].map((row) => row.dataset.orderId);
  const order = document.createElement('input');
  order.type = 'hidden';
  order.name = 'do';
  order.value = `order:${ids.join(',')}`;
  form.append(order);
  form.submit();
}
