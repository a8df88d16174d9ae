export const draftTexts = {
  'draft.editOver':
    'The message that this draft edits cannot be edited any more. Open the draft as a new one to use its text.',
} as const
