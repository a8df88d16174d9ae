import type { DraftAttachment } from '../../main/drafts/draft.ts'
import type { MenuGroup } from '../shared/menu.ts'
import { t } from '../text/t.ts'
import type { AttachmentsState } from './attachments-state.svelte.ts'
import { canShrink, pictureEdges } from './shrink-picture.ts'

/** What can be done with one file of a message. */
export function attachmentMenu(
  files: AttachmentsState,
  file: DraftAttachment,
  focusAt: (index: number) => void,
): readonly MenuGroup[] {
  const index = files.files.findIndex(({ id }) => id === file.id)
  const move = (by: -1 | 1) => () => {
    files.move(file.id, by)
    focusAt(index + by)
  }
  const places = [
    ...(index > 0 ? [{ label: t('compose.moveUp'), icon: 'up' as const, run: move(-1) }] : []),
    ...(index < files.files.length - 1
      ? [{ label: t('compose.moveDown'), icon: 'down' as const, run: move(1) }]
      : []),
  ]
  const sizes = canShrink(file.type)
    ? pictureEdges.map((edge) => ({
        label: t('compose.shrinkTo', { edge }),
        run: () => files.shrink(file.id, edge),
      }))
    : []
  return [
    {
      items: [
        { label: t('compose.open'), icon: 'file', run: () => files.open(file.id) },
        { label: t('compose.rename'), icon: 'pencil', run: () => void (files.renaming = file.id) },
      ],
    },
    ...(sizes.length > 0 ? [{ label: t('compose.shrinkPicture'), items: sizes }] : []),
    ...(places.length > 0 ? [{ items: places }] : []),
  ]
}
