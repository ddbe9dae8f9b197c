// The page is patched, not rebuilt: what has the focus keeps it across polls. Text from outside is only ever a text node.

export const byId = id => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node, name, value) {
  if (value === null || value === undefined) node.removeAttribute(name);
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

const shown = new WeakMap();

/** Builds the content of a node anew only when what it is made from has changed. */
export function show(node, made, build) {
  const signature = JSON.stringify([document.documentElement.lang, made]);
  if (shown.get(node) === signature) return;
  shown.set(node, signature);
  node.replaceChildren(...[build()].flat().filter(child => child !== null && child !== undefined));
}

/** Makes the children of a node follow a list: a child an item, kept as long as the item's key stays. */
export function follow(parent, items, keyOf, create, update) {
  const focused = document.activeElement;
  const known = new Map([...parent.children].map(child => [child.dataset.key, child]));
  const wanted = items.map(item => {
    const key = String(keyOf(item));
    const node = known.get(key) ?? create(item);
    node.dataset.key = key;
    known.delete(key);
    update(node, item);
    return node;
  });
  for (const gone of known.values()) gone.remove();
  wanted.forEach((node, i) => {
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
  });
  if (focused && focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

/**
 * A table whose rows follow a list. A column: title(), fill(cell, item), optionally numeric. The first column is the row's header.
 * The roles are written out because a narrow screen lays rows out as blocks, which takes the table's meaning away in some browsers.
 */
export function dataTable(table, columns, keyOf, stateOf = () => null) {
  const head = el('tr', { role: 'row' });
  const body = el('tbody', { role: 'rowgroup' });
  table.setAttribute('role', 'table');
  table.append(el('thead', { role: 'rowgroup' }, head), body);
  for (const column of columns) head.append(el('th', { role: 'columnheader', scope: 'col', class: column.numeric ? 'number' : null }));

  const create = () => el('tr', { role: 'row' }, ...columns.map((column, i) => el(
    i === 0 ? 'th' : 'td', { role: i === 0 ? 'rowheader' : 'cell', scope: i === 0 ? 'row' : null, class: column.numeric ? 'number' : column.wide ? 'wide' : null })));

  return items => {
    columns.forEach((column, i) => setText(head.children[i], column.title()));
    follow(body, items, keyOf, create, (row, item) => {
      setAttribute(row, 'data-state', stateOf(item));
      columns.forEach((column, i) => {
        setAttribute(row.children[i], 'data-label', column.title());
        column.fill(row.children[i], item);
      });
    });
    table.hidden = items.length === 0;
  };
}
