import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx'

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const full = { size: 100, type: WidthType.PERCENTAGE }

const line = (text: string) => new Paragraph({ text })
const cell = (...lines: string[]) => new TableCell({ children: lines.map(line) })
const listed = (reference: string, level: number, text: string) =>
  new Paragraph({ text, numbering: { reference, level } })

/** A plan of an invented office, as a Word document with everything that such documents have. */
export async function samplePlanDocx(): Promise<Uint8Array> {
  const document = new Document({
    features: { trackRevisions: false },
    footnotes: { 1: { children: [line('Theo Công văn số 15/SNV ngày 05/01/2031 của Sở Nội vụ.')] } },
    numbering: {
      config: [
        {
          reference: 'outline',
          levels: [
            { level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.', alignment: AlignmentType.LEFT },
            { level: 1, format: LevelFormat.DECIMAL, text: '%2.', alignment: AlignmentType.LEFT },
            { level: 2, format: LevelFormat.LOWER_LETTER, text: '%3)', alignment: AlignmentType.LEFT },
          ],
        },
        {
          reference: 'dashes',
          levels: [
            { level: 0, format: LevelFormat.BULLET, text: '-', alignment: AlignmentType.LEFT },
            { level: 1, format: LevelFormat.BULLET, text: '+', alignment: AlignmentType.LEFT },
          ],
        },
        {
          reference: 'rows',
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1', alignment: AlignmentType.LEFT }],
        },
      ],
    },
    sections: [
      {
        headers: { default: new Header({ children: [line('Trang đầu của tệp')] }) },
        footers: { default: new Footer({ children: [line('Chân trang của tệp')] }) },
        children: [
          new Table({
            width: full,
            borders: noBorders,
            rows: [
              new TableRow({
                children: [
                  cell('UBND TỈNH HẢI KHÊ', 'BAN QUẢN LÝ', 'KHU KINH TẾ'),
                  cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'),
                ],
              }),
              new TableRow({
                children: [cell('Số: 07/KH-BQLKKT'), cell('Hải Khê, ngày 12 tháng 01 năm 2031')],
              }),
            ],
          }),
          new Paragraph({
            children: [
              new TextRun({ text: 'KẾ HOẠCH', bold: true }),
              new TextRun({ text: 'Thực hiện công tác văn thư năm 2031', bold: true, break: 1 }),
            ],
          }),
          listed('outline', 0, 'MỤC ĐÍCH, YÊU CẦU'),
          listed('outline', 1, 'Nâng chất lượng quản lý văn bản.'),
          listed('outline', 1, 'Bảo đảm hồ sơ được lập đúng hạn.'),
          listed('outline', 0, 'NỘI DUNG'),
          new Paragraph({
            numbering: { reference: 'outline', level: 1 },
            children: [
              new TextRun('Lập danh mục hồ sơ, hoàn thành '),
              new TextRun({ text: 'trước ngày 15/02/2031', bold: true }),
              new TextRun({ children: [new FootnoteReferenceRun(1)] }),
              new TextRun('.'),
            ],
          }),
          listed('outline', 2, 'Văn phòng chủ trì;'),
          listed('outline', 2, 'Các phòng phối hợp:'),
          listed('dashes', 0, 'rà soát hồ sơ của mình;'),
          listed('dashes', 1, 'gửi danh mục về Văn phòng.'),
          new Table({
            width: full,
            rows: [
              new TableRow({
                tableHeader: true,
                children: [cell('STT'), cell('Nội dung'), cell('Cơ quan thực hiện'), cell('Thời gian')],
              }),
              new TableRow({
                children: [
                  new TableCell({ children: [listed('rows', 0, '')] }),
                  cell('Nộp lưu hồ sơ', 'năm 2030'),
                  new TableCell({ verticalMerge: VerticalMergeType.RESTART, children: [line('Văn phòng')] }),
                  cell('Quý II|2031'),
                ],
              }),
              new TableRow({
                children: [
                  new TableCell({ children: [listed('rows', 0, '')] }),
                  cell('Báo cáo kết quả'),
                  new TableCell({ verticalMerge: VerticalMergeType.CONTINUE, children: [line('')] }),
                  cell('Trước 10/12/2031'),
                ],
              }),
              new TableRow({
                children: [new TableCell({ columnSpan: 3, children: [line('Việc thường xuyên')] }), cell('Hằng tháng')],
              }),
            ],
          }),
          line('Trên đây là Kế hoạch công tác văn thư năm 2031./.'),
          new Table({
            width: full,
            borders: noBorders,
            rows: [
              new TableRow({
                children: [cell('Nơi nhận:', '- Sở Nội vụ;', '- Lưu: VT.'), cell('TRƯỞNG BAN', 'Lê Thị Mẫu')],
              }),
            ],
          }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** What every reader gives for it; numbers and dates of the plan are invented. */
export const samplePlanText = `UBND TỈNH HẢI KHÊ
BAN QUẢN LÝ
KHU KINH TẾ

Số: 07/KH-BQLKKT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hải Khê, ngày 12 tháng 01 năm 2031

KẾ HOẠCH
Thực hiện công tác văn thư năm 2031

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng chất lượng quản lý văn bản.

2. Bảo đảm hồ sơ được lập đúng hạn.

II. NỘI DUNG

1. Lập danh mục hồ sơ, hoàn thành trước ngày 15/02/2031.

a) Văn phòng chủ trì;

b) Các phòng phối hợp:

- rà soát hồ sơ của mình;

+ gửi danh mục về Văn phòng.

| STT | Nội dung | Cơ quan thực hiện | Thời gian |
| 1 | Nộp lưu hồ sơ <br> năm 2030 | Văn phòng | Quý II¦2031 |
| 2 | Báo cáo kết quả | ^^ | Trước 10/12/2031 |
| Việc thường xuyên | << | << | Hằng tháng |

Trên đây là Kế hoạch công tác văn thư năm 2031./.

Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.

TRƯỞNG BAN
Lê Thị Mẫu

[1] Theo Công văn số 15/SNV ngày 05/01/2031 của Sở Nội vụ.
`
