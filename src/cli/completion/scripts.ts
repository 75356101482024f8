/** Shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

/** What stands before the last word where a shell would not hand over an empty one. */
export const LAST_WORD = '--ddoauth-word=';

/** The scripts are written with `@{` for `${`, which would end the text here. */
function shellText(text: string): string {
  return text.replaceAll('@{', '${');
}

/**
 * bash splits words at `=` and `:` and replaces only what comes after them, so the line is split by
 * hand and the answer cut.
 */
const BASH =
  shellText(String.raw`# bash completion of ddoauth. To use it: source <(ddoauth completion bash)
_ddoauth() {
  local line=@{COMP_LINE:0:COMP_POINT} word value cut
  local -a words=()
  COMPREPLY=()
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  word=@{words[@{#words[@]}-1]}
  cut=''
  case $word in
    *=*) [[ $COMP_WORDBREAKS == *=* ]] && cut=@{word%"@{word##*=}"} ;;
  esac
  case $word in
    *:*) [[ $COMP_WORDBREAKS == *:* ]] && cut=@{word%"@{word##*:}"} ;;
  esac
  while IFS=$'\t' read -r value _; do
    if [[ $value == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "@{word##*=}")
    else
      value=@{value#"$cut"}
      [[ $value == *[^[:alnum:]_.,:=@%/+-]* ]] && printf -v value '%q' "$value"
      COMPREPLY+=("$value")
    fi
  done < <("@{COMP_WORDS[0]}" @ANSWER@ "@{words[@]:1}" 2>/dev/null)
  [[ @{#COMPREPLY[@]} -eq 1 && @{COMPREPLY[0]} == --*= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _ddoauth ddoauth
`);

const ZSH = shellText(String.raw`#compdef ddoauth
# zsh completion of ddoauth. To use it, after compinit: source <(ddoauth completion zsh)
_ddoauth() {
  local line files=0
  local -a values shown
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=1
    else
      values+=("@{line%%$'\t'*}")
      shown+=("@{line/$'\t'/  }")
    fi
  done < <("@{(Q)words[1]}" @ANSWER@ "@{(@Q)words[2,CURRENT-1]}" "@{(Q)PREFIX}" 2>/dev/null)
  (( @{#values} )) && compadd -l -d shown -a values
  if (( files )); then
    [[ $PREFIX == --*=* ]] && compset -P '*='
    _files
  fi
}
(( @{+functions[compdef]} )) && compdef _ddoauth ddoauth
`);

const FISH =
  shellText(String.raw`# fish completion of ddoauth. To use it: ddoauth completion fish | source
function __ddoauth_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] @ANSWER@ $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = ':files'
            __fish_complete_path (string replace -r -- '^--[^=]+=' '' "$current")
        else
            echo $line
        end
    end
end
complete -c ddoauth -f -a '(__ddoauth_complete)'
`);

const POWERSHELL = shellText(String.raw`# PowerShell completion of ddoauth. To use it:
# ddoauth completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ddoauth -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    # An empty last word does not reach a program of every version: a flag stands for it.
    $rest = @($words | Select-Object -Skip 1) + @("@WORD@$wordToComplete")
    & $words[0] @ANSWER@ @rest 2>$null | ForEach-Object {
        $value, $about = $_ -split [char]9, 2
        if ($value -eq ':files') {
            Get-ChildItem -Path "$wordToComplete*" -ErrorAction SilentlyContinue | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_.Name, $_.Name, 'ProviderItem', $_.Name)
            }
        } else {
            $tip = if ([string]::IsNullOrEmpty($about)) { $value } else { $about }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
        }
    }
}
`).replace('@WORD@', LAST_WORD);

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};

/**
 * The script of a shell.
 * @param answerCommand the command that answers it; the words of the line follow
 */
export function scriptFor(shell: Shell, answerCommand: string): string {
  return SCRIPTS[shell].replaceAll('@ANSWER@', answerCommand);
}
