import { isPicture } from './inline-pictures.ts'

/** The pictures among what was pasted or dropped; none where it is text that has a picture of itself beside it (Word, Excel). */
export function picturesOf(data: Pick<DataTransfer, 'files' | 'types'>): readonly File[] {
  if (data.types.includes('text/plain')) return []
  return [...data.files].filter(isPicture)
}
