/** Light, dark, or as the system has it. */
export const THEME = `
  const theme = document.getElementById('theme');
  theme.addEventListener('change', (event) => {
    document.documentElement.dataset.theme = event.target.value;
  });
  theme.hidden = false;
`;
