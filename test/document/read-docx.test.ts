import { describe, expect, it } from 'vitest'
import { samplePlanDocx, samplePlanText } from './sample-plan.ts'
import { docxOf, p, read, refusal } from './small-office.ts'

const textOf = async (body: string, parts: { readonly [name: string]: string } = {}): Promise<string> =>
  (await read('x.docx', await docxOf(body, parts))).text

const level = (ilvl: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const numbering = (levels: string, nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'): string =>
  `<w:numbering><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}</w:numbering>`
const list = (ilvl: number, numId = 1): string =>
  `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`

describe('a Word document', () => {
  it('gives head, outline, lists, tables, foot and notes as text', async () => {
    const found = await read('ke-hoach.docx', await samplePlanDocx())
    expect(found.text).toBe(samplePlanText)
    expect(found).toMatchObject({ origin: 'text', confidence: null, pages: 1 })
  })

  it('leaves out headers, footers, pictures and comments', async () => {
    expect((await read('x.docx', await samplePlanDocx())).text).not.toMatch(/Trang đầu|Chân trang/)
    const body = `${p('Có chữ')}<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`
    expect(await textOf(body, { 'comments.xml': '<w:comments/>' })).toBe('Có chữ\n')
  })

  it('drops deleted and hidden text and keeps inserted text', async () => {
    const body =
      '<w:p><w:r><w:t>Trước </w:t></w:r><w:del><w:r><w:delText>ngày 10/5</w:delText></w:r></w:del>' +
      '<w:ins><w:r><w:t>ngày 15/5</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r></w:p>'
    expect(await textOf(body)).toBe('Trước ngày 15/5\n')
  })

  it('joins a paragraph whose mark was deleted with the next one', async () => {
    const body = `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Hạn </w:t></w:r></w:p>${p('là 30/6.')}`
    expect(await textOf(body)).toBe('Hạn là 30/6.\n')
  })

  it('ignores the former properties that a tracked change keeps', async () => {
    const body =
      '<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/><w:caps/></w:rPr></w:rPrChange></w:rPr><w:t>giữ nguyên</w:t></w:r></w:p>'
    expect(await textOf(body)).toBe('giữ nguyên\n')
  })

  it('writes what is formatted as capitals in capitals', async () => {
    expect(await textOf('<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r></w:p>')).toBe('KẾ HOẠCH\n')
  })

  it('keeps the line breaks of a paragraph, and takes the words of a field without its code', async () => {
    const body =
      '<w:p><w:r><w:t>Một</w:t><w:br/><w:t>hai</w:t></w:r><w:fldSimple w:instr=" REF x "><w:r><w:t> ba</w:t></w:r></w:fldSimple>' +
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> bốn</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    expect(await textOf(body)).toBe('Một\nhai ba bốn\n')
  })

  it('reads a text box once, although it is written in two ways, and content controls', async () => {
    const box = `<w:txbxContent>${p('Trong khung')}</w:txbxContent>`
    const body =
      `<w:p><w:r><w:t>Ngoài khung</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>${box}</w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${p('Trong điều khiển')}</w:sdtContent></w:sdt>`
    expect(await textOf(body)).toBe('Ngoài khung\n\nTrong khung\n\nTrong điều khiển\n')
  })

  it('leaves the table of contents out', async () => {
    const styles = '<w:styles><w:style w:type="paragraph" w:styleId="M1"><w:name w:val="toc 1"/></w:style></w:styles>'
    const body = `${p('I. MỤC ĐÍCH 3', '<w:pStyle w:val="M1"/>')}${p('I. MỤC ĐÍCH')}`
    expect(await textOf(body, { 'styles.xml': styles })).toBe('I. MỤC ĐÍCH\n')
  })

  it('keeps a subscript or a power, and signs that XML writes as entities', async () => {
    const body =
      '<w:p><w:r><w:t>100 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t> &amp; &lt;5</w:t></w:r></w:p>'
    expect(await textOf(body)).toBe('100 m2 & <5\n')
  })
})

describe('automatic numbers', () => {
  const outline = numbering(
    level(0, 'upperRoman', '%1.') + level(1, 'decimal', '%1.%2.', '<w:isLgl/>') + level(2, 'lowerLetter', '%3)'),
  )

  it('count within their level, begin anew below a higher one, and show the higher numbers as the level says', async () => {
    const body = [list(0), list(1), list(1), list(2), list(2), list(0), list(1)].map((at) => p('x', at)).join('')
    expect((await textOf(body, { 'numbering.xml': outline })).split('\n\n').map((one) => one.trim())).toEqual([
      'I. x',
      '1.1. x',
      '1.2. x',
      'a) x',
      'b) x',
      'II. x',
      '2.1. x',
    ])
  })

  it('come from the paragraph’s style, also from one that it is based on', async () => {
    const styles =
      `<w:styles><w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr>${list(1)}</w:pPr></w:style>` +
      '<w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="Mục con"/><w:basedOn w:val="Muc"/></w:style></w:styles>'
    const body = p('x', '<w:pStyle w:val="Muc"/>') + p('y', '<w:pStyle w:val="MucCon"/>')
    expect(await textOf(body, { 'numbering.xml': outline, 'styles.xml': styles })).toBe('1.1. x\n\n1.2. y\n')
  })

  it('are taken away by list 0', async () => {
    expect(await textOf(p('x', list(0, 0)), { 'numbering.xml': outline })).toBe('x\n')
  })

  it('go on over lists with one definition, unless a list has its own start', async () => {
    const own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    const nums = `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>${own}</w:num>`
    const body = [1, 2, 3, 3].map((id) => p('x', list(0, id))).join('')
    const text = await textOf(body, { 'numbering.xml': numbering(level(0, 'decimalZero', '%1.'), nums) })
    expect(text).toBe('01. x\n\n02. x\n\n05. x\n\n06. x\n')
  })

  it('show bullets of symbol fonts as dash and plus by their depth', async () => {
    const bullets = numbering(level(0, 'bullet', '\uf0b7') + level(1, 'bullet', 'o') + level(2, 'bullet', '–'))
    const body = [0, 1, 2].map((at) => p('x', list(at))).join('')
    expect(await textOf(body, { 'numbering.xml': bullets })).toBe('- x\n\n+ x\n\n- x\n')
  })
})

describe('tables', () => {
  const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`
  const tc = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  const down = '<w:vMerge w:val="restart"/>'
  const on = '<w:vMerge/>'

  it('show cells merged over rows and columns', async () => {
    const body = `<w:tbl>${row(tc('A', `<w:gridSpan w:val="2"/>${down}`), tc('B'))}${row(tc('', `<w:gridSpan w:val="2"/>${on}`), tc('C'))}${row(tc('D'), tc('E'), tc('F'))}</w:tbl>`
    expect(await textOf(body)).toBe('| A | << | B |\n| ^^ | ^^ | C |\n| D | E | F |\n')
  })

  it('lose rows in which nothing stands and rows that were deleted', async () => {
    const gone = `<w:tr><w:trPr><w:del/></w:trPr>${tc('bỏ')}${tc('bỏ')}</w:tr>`
    expect(await textOf(`<w:tbl>${row(tc('A'), tc('B'), tc('C'))}${row(tc(''), tc(' '), tc(''))}${gone}</w:tbl>`)).toBe(
      '| A | B | C |\n',
    )
  })

  it('take a table inside a cell as lines of that cell', async () => {
    const inner = `<w:tbl>${row(tc('x'), tc('y'))}${row(tc('z'), tc(''))}</w:tbl>`
    const body = `<w:tbl>${row(`<w:tc>${p('A')}${inner}${p('B')}</w:tc>`, tc('C'), tc('D'))}</w:tbl>`
    expect(await textOf(body)).toBe('| A <br> x y <br> z <br> B | C | D |\n')
  })

  it('are lines when they only frame a text or place a signature', async () => {
    expect(await textOf(`<w:tbl>${row(tc('Khung'))}${row(tc('hai dòng'))}</w:tbl>`)).toBe('Khung\n\nhai dòng\n')
    expect(await textOf(`<w:tbl>${row(tc(''), tc('TRƯỞNG BAN'))}</w:tbl>`)).toBe('TRƯỞNG BAN\n')
  })

  it('are read as the head of a document also when the border between its columns moves from row to row', async () => {
    const wide = '<w:gridSpan w:val="2"/>'
    const body = `<w:tbl>${row(tc('SỞ NỘI VỤ'), tc('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', wide))}${row(tc('Số: 5/KH-SNV', wide), tc('Hải Khê, ngày 5/3/2031'))}${row(tc(''), tc(''), tc('HỎA TỐC'))}</w:tbl>`
    expect((await textOf(body)).split('\n\n').map((one) => one.trim())).toEqual([
      'SỞ NỘI VỤ',
      'Số: 5/KH-SNV',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Hải Khê, ngày 5/3/2031',
      'HỎA TỐC',
    ])
  })

  it('stay tables when they have two columns but are no head or foot', async () => {
    expect(await textOf(`<w:tbl>${row(tc('Nội dung'), tc('Số: lượng'))}${row(tc('Tập huấn'), tc('02'))}</w:tbl>`)).toBe(
      '| Nội dung | Số: lượng |\n| Tập huấn | 02 |\n',
    )
  })
})

describe('legacy fonts', () => {
  it('are told by the run’s font and put into Unicode, with the capitals that only the font draws', async () => {
    const run = (font: string, text: string) =>
      `<w:r><w:rPr><w:rFonts w:ascii="${font}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
    const body = `<w:p>${run('.VnTimeH', 'KÕ ho¹ch ')}${run('.VnTime', 'tr­íc ngµy ')}${run('VNI-Times', 'hoaøn thaønh ')}${run('.VnTime', 'sẵn Unicode')}</w:p>`
    expect(await textOf(body)).toBe('KẾ HOẠCH trước ngày hoàn thành sẵn Unicode\n')
  })

  it('are also told by the font of the style or of the whole document', async () => {
    const styles =
      '<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
    expect(await textOf(p('ViÖt Nam'), { 'styles.xml': styles })).toBe('Việt Nam\n')
  })
})

describe('a damaged or oversized Word document', () => {
  it('is refused when an element is left open or the body is missing', async () => {
    expect((await refusal('x.docx', await docxOf('<w:p><w:r><w:t>dở dang'))).reason).toBe('damaged')
    expect((await refusal('x.docx', await docxOf('', { 'document.xml': '<w:document><w:body>' }))).reason).toBe(
      'damaged',
    )
    expect((await refusal('x.docx', await docxOf('', { 'document.xml': '<w:document/>' }))).reason).toBe('damaged')
  })

  it('is refused when it has no text', async () => {
    expect((await refusal('x.docx', await docxOf('<w:p/>'))).reason).toBe('empty')
  })

  it('is refused from 201 pages on, by its own count or by its length', async () => {
    const pages = (count: number) => ({ 'docProps/app.xml': `<Properties><Pages>${count}</Pages></Properties>` })
    expect((await read('x.docx', await docxOf(p('x'), pages(200)))).pages).toBe(200)
    expect(await refusal('x.docx', await docxOf(p('x'), pages(201)))).toMatchObject({
      reason: 'too-many-pages',
      facts: { pages: 201, most: 200 },
    })
    // 201 × 4,000 characters in paragraphs of a thousand.
    const long = p('một hai ba bốn năm sáu bảy tám chín mười. '.repeat(24)).repeat(810)
    expect((await refusal('x.docx', await docxOf(long))).reason).toBe('too-many-pages')
  })
})
