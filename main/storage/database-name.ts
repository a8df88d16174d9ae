/** The database in the profile folder. */
export const databaseName = 'outbox.db'
