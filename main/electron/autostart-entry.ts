// The file that starts a program at sign-in on Linux (Desktop Application Autostart Specification). Pure.

/** Starts without a window. */
export const hiddenSwitch = '--hidden'

/** The text of the autostart entry. `command`: absolute path of the program. */
export function autostartEntry(command: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Sendoff',
    `Exec=${quoted(command)} ${hiddenSwitch}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** An argument of `Exec` (Desktop Entry Specification, The Exec key): quoted, with `%` doubled. */
function quoted(argument: string): string {
  const escaped = argument.replace(/["`$\\]/g, (character) => `\\${character}`).replaceAll('%', '%%')
  return `"${escaped.replaceAll('\\', '\\\\')}"`
}
