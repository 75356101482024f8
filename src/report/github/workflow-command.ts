/** What stands at the start of a line that the runner of GitHub Actions takes as a command. */
interface CommandProperties {
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

/**
 * A line that GitHub's runner carries out, without its line end: `::error title=A,file=b.json::Text`.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function workflowCommand(
  name: 'error' | 'warning' | 'notice' | 'add-mask',
  text: string,
  properties: CommandProperties = {},
): string {
  const given = Object.entries(properties)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${name}${given === '' ? '' : ` ${given}`}::${escapeData(text)}`;
}

/** The runner takes these back, and no others. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
