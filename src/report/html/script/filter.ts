/** Search, filters, and opening what a link leads to, also when a filter hides it. */
export const FILTER = `
  const form = document.getElementById('filters');
  const results = [...document.querySelectorAll('.result')];
  const groups = [...document.querySelectorAll('.group')];
  const field = (name) => document.getElementById('filter-' + name);
  const texts = new Map();
  const textOf = (result) => {
    const known = texts.get(result);
    if (known !== undefined) return known;
    const text = result.textContent.toLowerCase();
    texts.set(result, text);
    return text;
  };
  const chosen = (name) => field(name)?.value ?? '';
  const pressed = () => [...form.querySelectorAll('[aria-pressed=true]')];

  const filter = () => {
    const grades = pressed().map((button) => button.dataset.grade);
    const words = chosen('text').toLowerCase().split(/\\s+/).filter((word) => word !== '');
    const site = chosen('site');
    const proof = chosen('proof');
    let shown = 0;
    for (const result of results) {
      const { grade, site: own, proof: level } = result.dataset;
      const fits =
        (grades.length === 0 || grades.includes(grade)) &&
        (site === '' || site === own) &&
        (proof === '' || proof === (level || 'none')) &&
        words.every((word) => textOf(result).includes(word));
      result.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of groups) {
      group.hidden = group.querySelector('.result:not([hidden])') === null;
    }
    field('count').textContent =
      shown === results.length
        ? 'All ' + results.length + ' results are shown.'
        : shown + ' of ' + results.length + ' results are shown.';
  };

  const reset = () => {
    form.reset();
    for (const button of pressed()) button.setAttribute('aria-pressed', 'false');
    filter();
  };

  const openAll = (open) => {
    for (const result of results) {
      if (!result.hidden) result.firstElementChild.open = open;
    }
  };

  /** Opens the result that an address names, and puts the focus there. */
  const reveal = (hash) => {
    const target = document.getElementById(hash.slice(1));
    if (target === null || !target.classList.contains('result')) return;
    if (target.hidden) reset();
    const fold = target.firstElementChild;
    fold.open = true;
    target.scrollIntoView();
    fold.firstElementChild.focus({ preventScroll: true });
  };

  if (form !== null) {
    let waiting;
    field('text').addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    form.addEventListener('change', filter);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      filter();
    });
    form.addEventListener('click', (event) => {
      const button = event.target.closest('[aria-pressed]');
      if (button === null) return;
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      filter();
    });
    field('reset').addEventListener('click', reset);
    document.getElementById('open-all').addEventListener('click', () => openAll(true));
    document.getElementById('close-all').addEventListener('click', () => openAll(false));
    form.hidden = false;
    filter();
    addEventListener('hashchange', () => reveal(location.hash));
    // Before the browser goes there, which it cannot while a filter hides the place.
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#result-"]');
      if (link !== null) reveal(link.hash);
    });
    reveal(location.hash);
  }
`;
