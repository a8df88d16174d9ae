// Channels between a window and the shell that are no calls of the Api; preload/index.ts names the same.

/** Prefix of the channels that carry the Api's events to windows. */
export const eventChannel = (event: string): string => `event:${event}`

/** To the page: the window is asked to close, or with 'reload' to save before its page is loaded anew. From the page: it saves; all is saved, close it; it could not be saved. */
export const closingChannel = 'window:closing'
export const savingChannel = 'window:saving'
export const closeChannel = 'window:close'
export const stayChannel = 'window:stay'

/** To the page: a command of the menu bar was chosen. From the page: the ids of those that it can do now. */
export const commandChannel = 'window:command'
export const commandsChannel = 'window:commands'
