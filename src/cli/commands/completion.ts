import { Argument, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import { ANSWER_COMMAND } from '../completion/answer-command.ts';

const MORE = `
Prints a script for the shell; what it offers it asks this program for, so it knows the commands and
flags of the version in use, the sites and profiles of the config found, scopes and columns. Touches
nothing in the org and sends nothing.

To have it in every shell, add the line to ~/.bashrc, ~/.zshrc (after compinit),
~/.config/fish/config.fish or $PROFILE.

Examples:
  ddoauth completion fish | source
  ddoauth completion powershell | Out-String | Invoke-Expression

In bash and zsh: source <(ddoauth completion bash), source <(ddoauth completion zsh)
`;

/** `ddoauth completion bash|zsh|fish|powershell` */
export function completionCommand(command: Command, cli: Cli): void {
  command
    .addArgument(new Argument('<shell>', 'shell').choices(['bash', 'zsh', 'fish', 'powershell']))
    .addHelpText('after', MORE)
    .action(async (shell: string) => {
      const { scriptFor, SHELLS } = await import('../completion/scripts.ts');
      const known = SHELLS.find((each) => each === shell);
      if (known !== undefined) cli.host.io.stdout(scriptFor(known, ANSWER_COMMAND));
    });
}
