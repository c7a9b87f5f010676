import { stringify } from 'csv-stringify/sync'

/**
 * A table as CSV that Excel opens as it is: UTF-8 with a byte order mark, CRLF, and no cell that Excel would run as a
 * formula (RFC 4180; cells that begin with =, +, -, @ get an apostrophe before them).
 */
export const writeCsv = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(
    stringify(
      rows.map((row) => [...row]),
      { bom: true, record_delimiter: 'windows', escape_formulas: true },
    ),
  )
