import type { SettingName } from '../../main/api.ts'
import type { SegmentedProps } from '../shared/segmented.ts'

export interface ChoiceRowProps<T extends string | number> extends SegmentedProps<T> {
  readonly name: SettingName
  readonly hint: string
}
