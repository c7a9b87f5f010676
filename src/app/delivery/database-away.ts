/** Whether the database could not be reached, or is being stopped (SQLSTATE classes 08 and 57P). */
export const isAway = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(?:08|57P|ECONN|EPIPE|ETIMEDOUT)/.test(error.code)
