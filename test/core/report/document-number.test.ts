import { expect, it } from 'vitest'
import { documentNumber } from '../../../src/core/report/document-number.ts'

it.each([
  ['5', 'half-year', '05/BC-BQLKKT'],
  ['Số: 12', 'year', '12/BC-BQLKKT'],
  ['007', 'year', '07/BC-BQLKKT'],
  ['9', 'nomination', '09/TTr-BQLKKT'],
  ['05/BC-BQLKKT', 'year', '05/BC-BQLKKT'],
] as const)('reads %s of a %s report as %s', (typed, kind, number) => {
  expect(documentNumber(typed, kind, 'BQLKKT')).toBe(number)
})
