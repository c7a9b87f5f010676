import type { ChatLine } from '../../app/demo/demo.ts'
import type { FileRef } from '../../core/reply.ts'
import { dateOf, isoInstant, timeOf } from '../../core/time.ts'
import { fileSize, kindName, longDay, page } from '../../text/vi-page.ts'
import { filePath } from '../download.ts'

/**
 * The line whose buttons may still be pressed: the newest with choices, unless the person has spoken since and been
 * answered. A stale button that is pressed all the same is the product's to refuse.
 */
export function openChoices(lines: readonly ChatLine[]): ChatLine | undefined {
  const newest = lines.findLastIndex((line) => line.choices.length > 0)
  const spoke = lines.findIndex((line, place) => place > newest && line.from === 'person')
  if (spoke >= 0 && lines.some((line, place) => place > spoke && line.from === 'product')) return undefined
  return lines[newest]
}

/** What a browser shows by itself and no script hides in. */
const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg'])

/** A file as it stands in a line: a picture is there to be looked at, and to be downloaded below. */
function LineFile(props: { file: FileRef }) {
  const { file } = props
  return (
    <>
      {shown.has(file.mime) && <img class="picture" src={filePath(file)} alt={file.name} loading="lazy" />}
      <FileChip file={file} />
    </>
  )
}

export function FileChip(props: { file: FileRef }) {
  const { file } = props
  return (
    <a class="file" href={filePath(file)} download={file.name} aria-label={page.chat.download(file.name)}>
      <span class="file-name">{file.name}</span>
      <span class="file-size">{fileSize(file.size)}</span>
    </a>
  )
}

function Choices(props: { line: ChatLine; open: boolean; pressPath: string }) {
  const { line } = props
  if (line.choices.length === 0) return null
  if (!props.open)
    return (
      <ul class="choices past" aria-label={page.chat.pastChoices}>
        {line.choices.map((choice) => (
          <li>{choice.label}</li>
        ))}
      </ul>
    )
  return (
    <fieldset class="choices">
      <legend class="hidden">{page.chat.choices}</legend>
      {line.choices.map((choice) => (
        <form method="post" action={props.pressPath} hx-post={props.pressPath} hx-swap="none" hx-sync="this:drop">
          <input type="hidden" name="outboxId" value={String(choice.outboxId)} />
          <input type="hidden" name="index" value={String(choice.index)} />
          <button type="submit">{choice.label}</button>
        </form>
      ))}
    </fieldset>
  )
}

/** A person's chat, oldest first, with a separator wherever another day of the virtual clock begins. */
export function Lines(props: { lines: readonly ChatLine[]; personId: string; personName: string }) {
  const pressPath = `/chat/${encodeURIComponent(props.personId)}/press`
  const open = openChoices(props.lines)
  if (props.lines.length === 0)
    return (
      <div class="empty">
        <p>{page.chat.empty}</p>
        <p>{page.chat.emptyHint}</p>
      </div>
    )
  return (
    <ol class="lines">
      {props.lines.map((line, place) => {
        const before = props.lines[place - 1]
        const newDay = before === undefined || dateOf(before.at) !== dateOf(line.at)
        const kind = line.kind === null ? null : kindName[line.kind]
        return (
          <>
            {newDay && <li class="day">{longDay(dateOf(line.at))}</li>}
            <li class={`line from-${line.from}`} id={line.id}>
              <div class="bubble">
                <span class="hidden">{line.from === 'product' ? page.product : props.personName}:</span>
                {kind !== null && <span class={`kind kind-${line.kind}`}>{kind}</span>}
                {line.text !== '' && <p class="text">{line.text}</p>}
                {line.files.map((file) => (
                  <LineFile file={file} />
                ))}
                <time datetime={isoInstant(line.at)}>{timeOf(line.at)}</time>
              </div>
              <Choices line={line} open={line === open} pressPath={pressPath} />
            </li>
          </>
        )
      })}
    </ol>
  )
}
