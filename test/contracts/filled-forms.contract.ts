import { expect, it } from 'vitest'
import type { NewFilledForm } from '../../src/app/ports/filled-forms.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { canonicalJson, sha256Of } from '../../src/store/canonical-json.ts'

const at = Date.UTC(2023, 4, 4, 1)
const file = { sha256: 'b'.repeat(64), name: 'DK-mo-hinh.docx', mime: 'application/msword', size: 9 }
const filled = (more: Partial<NewFilledForm> = {}): NewFilledForm => ({
  series: null,
  flow: 'dang-ky-mo-hinh',
  unitId: 'vp',
  personId: 'lan',
  occurrenceId: null,
  title: 'Đăng ký mô hình “Trả hồ sơ trước hạn”',
  at,
  body: { name: 'Trả hồ sơ trước hạn', targets: ['trên 85 %'], evidence: [] },
  files: [file],
  ...more,
})

/** What every store does with filled forms; called within the store's own suite. */
export function filledFormsContract(stores: () => { readonly store: Store; readonly other: Store }): void {
  it('keeps a filled form with the hash of its canonical body', async () => {
    const { store } = stores()
    const given = filled()
    const kept = await store.write((records) => records.addForm(given))
    expect(kept).toEqual({ ...given, id: kept.id, series: kept.id, revision: 1, hash: kept.hash })
    expect(kept.hash).toBe(sha256Of(canonicalJson(given.body)))
    const turned = filled({ body: { evidence: [], targets: ['trên 85 %'], name: 'Trả hồ sơ trước hạn' } })
    expect((await store.write((records) => records.addForm(turned))).hash).toBe(kept.hash)
    expect(await store.read((records) => records.form(kept.series))).toEqual(kept)
  })

  it('keeps a correction beside what was said before', async () => {
    const { store } = stores()
    const first = await store.write((records) => records.addForm(filled()))
    const second = await store.write((records) =>
      records.addForm(filled({ series: first.series, personId: 'minh', body: { name: 'Khác' }, files: [] })),
    )
    expect(second).toMatchObject({ series: first.series, revision: 2, personId: 'minh' })
    await store.read(async (records) => {
      expect(await records.formRevisions(first.series)).toEqual([first, second])
      expect(await records.form(first.series)).toEqual(second)
    })
  })

  it('numbers corrections that come at once one after the other', async () => {
    const { store } = stores()
    const { series } = await store.write((records) => records.addForm(filled()))
    await Promise.all([1, 2, 3].map(() => store.write((records) => records.addForm(filled({ series })))))
    const revisions = await store.read((records) => records.formRevisions(series))
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2, 3, 4])
  })

  it('lists the newest revision of each form of the given Units, newest first', async () => {
    const { store } = stores()
    const add = (more: Partial<NewFilledForm>) => store.write((records) => records.addForm(filled(more)))
    const first = await add({})
    const ofDn = await add({ unitId: 'dn', personId: 'hoa' })
    const corrected = await add({ series: first.series })
    await store.read(async (records) => {
      expect(await records.formsOf(['vp', 'dn'], 9)).toEqual([corrected, ofDn])
      expect(await records.formsOf(['vp', 'dn'], 1)).toEqual([corrected])
      expect(await records.formsOf(['dn'], 9)).toEqual([ofDn])
      expect(await records.formsOf([], 9)).toEqual([])
    })
  })

  it('gives the newest revision of each form about an Occurrence, whatever the Unit', async () => {
    const { store, other } = stores()
    const add = (more: Partial<NewFilledForm>) => store.write((records) => records.addForm(filled(more)))
    const ofVp = await add({ occurrenceId: 'o1' })
    const ofDn = await add({ occurrenceId: 'o1', unitId: 'dn', personId: 'hoa' })
    const corrected = await add({ occurrenceId: 'o1', series: ofVp.series, personId: 'minh' })
    await add({ occurrenceId: 'o2' })
    await add({})
    await store.read(async (records) => {
      expect(await records.formsAbout('o1')).toEqual([corrected, ofDn])
      expect(await records.formsAbout('o3')).toEqual([])
    })
    expect(await other.read((records) => records.formsAbout('o1'))).toEqual([])
  })

  it('knows the files that a form speaks of', async () => {
    const { store, other } = stores()
    const photo = { sha256: 'c'.repeat(64), name: 'Ảnh.jpg', mime: 'image/jpeg', size: 3 }
    await store.write((records) => records.addForm(filled({ body: { evidence: [photo] } })))
    await store.read(async (records) => {
      expect(await records.fileRef(file.sha256)).toEqual(file)
      expect(await records.fileRef(photo.sha256)).toEqual(photo)
    })
    expect(await other.read((records) => records.fileRef(file.sha256))).toBeUndefined()
  })

  it('keeps the forms of other Boards out of sight and reach', async () => {
    const { store, other } = stores()
    const { series } = await store.write((records) => records.addForm(filled()))
    await other.read(async (records) => {
      expect(await records.form(series)).toBeUndefined()
      expect(await records.formsOf(['vp'], 9)).toEqual([])
      expect(await records.formRevisions(series)).toEqual([])
    })
    await expect(other.write((records) => records.addForm(filled({ series })))).rejects.toThrow()
  })
}
