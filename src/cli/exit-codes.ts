/** A start that its settings or its configuration do not allow (sysexits.h, EX_CONFIG). */
export const badConfiguration = 78
