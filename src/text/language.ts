/** The languages in which operators are spoken to. */
export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** Scripts that read what a command prints were written for English. */
export const languageWhenNotSet: Language = 'en'

/** GNU gettext uses LANGUAGE too, for lists such as `en_US:en`; those are not meant for us. */
export const isLocaleList = (text: string): boolean => /[_:.@]/.test(text)

/** The language of the setting LANGUAGE, also while other settings are wrong; what is no language counts as not set. */
export const languageOf = (setting: string | undefined): Language =>
  languages.find((one) => one === setting?.trim()) ?? languageWhenNotSet
