/** What is said about templates. */
export const templateTexts = {
  'templates.gone': 'This template is not there any more.',
  'templates.too-many': 'There are {count} templates; no more are kept.',
  'templates.no-name': 'Give it a name.',
  'templates.no-text': 'Write what it is to put in.',
} as const
