import { english } from './en.ts'
import type { Language } from './language.ts'
import type { Operators } from './operators.ts'
import { vietnamese } from './vi-operators.ts'

/** The sentences for operators in a language. */
export const operatorsIn = (language: Language): Operators => (language === 'vi' ? vietnamese : english)
