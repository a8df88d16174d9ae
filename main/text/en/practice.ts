/** What each scenario of the practice server shows. */
export const practiceTexts = {
  'practice.shows.unknown': 'No such mailbox',
  'practice.shows.full': 'The mailbox is full',
  'practice.shows.greylisted': 'Taken at the second try',
  'practice.shows.busy': 'Too busy to talk',
  'practice.shows.toolarge': 'Too large for this recipient',
  'practice.shows.spam': 'Taken for spam after the data',
  'practice.shows.slow': 'Every reply takes 8 s',
  'practice.shows.hangs-up': 'Hangs up during the data',
  'practice.shows.drops-after-dot': 'Silent after the final dot',
  'practice.shows.refused': 'As sender: refused at once',
  'practice.shows.wrong': 'As password: sign-in refused',
} as const
