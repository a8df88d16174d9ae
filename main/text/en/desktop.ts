/** Menus, dialogs and the tray. */
export const desktopTexts = {
  'tray.show': 'Show Sendoff',
  'tray.new': 'New message',
  'tray.pause': 'Pause all',
  'tray.resume': 'Resume',
  'tray.quit': 'Quit',
  'tray.idle': 'Sendoff: nothing on its way',
  'tray.moving': 'Sendoff: {moving} on their way',
  'tray.your-move': 'Sendoff: {yourMove} need you, {moving} on their way',
  'tray.paused': 'Sendoff: paused, {moving} waiting',
} as const
