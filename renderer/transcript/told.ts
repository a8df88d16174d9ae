import type { ToldLine } from '../../main/api/types/transcripts.ts'

/** What a line shows to a person: a note in their language, everything else as it passed. */
export function toldText({ said, text }: ToldLine): string {
  return said ?? text
}
