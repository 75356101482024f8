/** One stop for the Tab key in each matrix; arrow keys, Home and End go from cell to cell. */
export const GRID = `
  const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const linkAt = (table, row, column) =>
    table.rows[row]?.cells[column]?.querySelector('a') ?? null;

  /** The next cell in a direction that has a link. */
  const next = (cell, [down, right]) => {
    const row = cell.parentElement;
    const table = row.closest('table');
    let y = row.rowIndex + down;
    let x = cell.cellIndex + right;
    while (y > 0 && y < table.rows.length && x > 0 && x < row.cells.length) {
      const link = linkAt(table, y, x);
      if (link !== null) return link;
      y += down;
      x += right;
    }
    return null;
  };

  for (const table of document.querySelectorAll('.matrix')) {
    const links = [...table.querySelectorAll('a')];
    for (const link of links.slice(1)) link.tabIndex = -1;
    table.addEventListener('focusin', (event) => {
      const link = event.target.closest('a');
      if (link === null) return;
      for (const other of table.querySelectorAll('a:not([tabindex="-1"])')) other.tabIndex = -1;
      link.tabIndex = 0;
    });
    table.addEventListener('keydown', (event) => {
      const cell = event.target.closest('td');
      if (cell === null || event.altKey || event.ctrlKey || event.metaKey) return;
      const ofRow = [...cell.parentElement.querySelectorAll('a')];
      const link =
        event.key === 'Home'
          ? ofRow[0]
          : event.key === 'End'
            ? ofRow.at(-1)
            : event.key in STEPS
              ? next(cell, STEPS[event.key])
              : null;
      if (!link) return;
      event.preventDefault();
      link.focus();
    });
    table.addEventListener('mouseover', (event) => {
      const link = event.target.closest('a');
      if (link !== null && link.title === '') link.title = link.lastElementChild.textContent.trim();
    });
  }
`;
