
'use strict';
// Turns the table headers into buttons that sort. The script holds no text of a server, and only reorders rows.
(() => {
  const reverse = { ascending: 'descending', descending: 'ascending' };

  const key = (row, column, numeric) => {
    const cell = row.cells[column];
    const text = 'v' in cell.dataset ? cell.dataset.v : cell.textContent;
    return text === '' ? null : numeric ? Number(text) : text;
  };

  // Rows without a value come last in both directions.
  const compare = (a, b, sign) => {
    if (a === null || b === null) {
      return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    }
    return sign * (a > b ? 1 : b > a ? -1 : 0);
  };

  const sort = (header, direction) => {
    const body = header.closest('table').tBodies[0];
    const headers = Array.from(header.parentNode.cells);
    const column = headers.indexOf(header);
    const numeric = header.classList.contains('number');
    const sign = direction === 'descending' ? -1 : 1;
    const rows = Array.from(body.rows, row => ({ row, value: key(row, column, numeric) }));
    rows.sort((a, b) => compare(a.value, b.value, sign));
    body.append(...rows.map(entry => entry.row));
    headers.forEach(other => other.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', direction);
  };

  for (const header of document.querySelectorAll('th[data-key]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const direction = reverse[header.getAttribute('aria-sort')] || 'ascending';
      sort(header, direction);
      history.replaceState(null, '', '#sort=' + header.closest('table').id + ',' + header.dataset.key + ',' + direction);
    });
  }

  // A link can name an order: #sort=items1,step,ascending
  const asked = /^#sort=([a-z]+[0-9]*),([a-z]+[0-9]*),(ascending|descending)$/.exec(location.hash);
  if (asked) {
    const header = document.querySelector('#' + asked[1] + ' th[data-key="' + asked[2] + '"]');
    if (header) {
      sort(header, asked[3]);
    }
  }
})();
