/** Whether the core keeps to a time, an undo window and options of sending; what it does not keep to is not offered. */
export const coreSteers = (): boolean => false
