import type { DuePart, Overview, ReportLine } from '../../app/demo/demo.ts'
import { dateOf, type LocalDate, shortDate } from '../../core/time.ts'
import { distance, dueStatus, page, reportStatus } from '../../text/vi-page.ts'
import { FileChip } from './lines.tsx'

interface Asked {
  readonly title: string
  readonly due: LocalDate
  readonly dueText: string
  readonly parts: readonly DuePart[]
}

/** One question that several Units were asked is one entry. */
function bySubject(dues: readonly DuePart[]): readonly Asked[] {
  const asked = new Map<string, Asked>()
  for (const part of dues) {
    const key = JSON.stringify([part.title, part.due])
    const known = asked.get(key)
    asked.set(key, {
      title: part.title,
      due: part.due,
      dueText: part.dueText,
      parts: [...(known?.parts ?? []), part],
    })
  }
  return [...asked.values()]
}

const signs: { readonly [S in DuePart['status']]: string } = { answered: '✓', open: '○', overdue: '!', cancelled: '–' }

function Report(props: { report: ReportLine; today: LocalDate }) {
  const { report, today } = props
  const waits = report.status !== 'approved' && report.status !== 'issued'
  const late = report.status === 'overdue' || (waits && report.due < today)
  return (
    <article class={late ? 'report late' : 'report'}>
      <h4>{report.title}</h4>
      <p class="facts">
        <span class={`status status-${report.status}`}>{reportStatus[report.status]}</span>
        <span>
          {page.board.due(shortDate(report.due))}
          {waits && <strong class={late ? 'overdue' : undefined}> ({distance(today, report.due)})</strong>}
        </span>
      </p>
      {report.asked > 0 && (
        <p class="gauge">
          <progress
            value={report.answered}
            max={report.asked}
            aria-label={page.board.progress(report.answered, report.asked)}
          />
          <span>{page.board.progress(report.answered, report.asked)}</span>
        </p>
      )}
      {report.missing.length > 0 && (
        <p class="missing">
          <strong>{page.board.missing}</strong> {report.missing.join('; ')}
        </p>
      )}
      {report.missing.length === 0 && report.asked > 0 && <p class="complete">{page.board.complete}</p>}
      <p class="quiet">{page.board.lead(report.unitName)}</p>
      {report.file !== null && (
        <p class="compiled">
          <span>
            {report.status === 'issued' || report.status === 'approved'
              ? page.board[report.status]
              : page.board.compiled(report.draft)}
          </span>
          <FileChip file={report.file} />
        </p>
      )}
      {waits && (
        <a class="draft" href={`/chat/reports/draft.docx?id=${encodeURIComponent(report.occurrenceId)}`} download>
          {page.board.draftNow}
        </a>
      )}
    </article>
  )
}

function Subject(props: { asked: Asked; today: LocalDate }) {
  const { asked, today } = props
  const waits = asked.parts.some((part) => part.status === 'open' || part.status === 'overdue')
  return (
    <li class="subject">
      <p class="subject-title">{asked.title}</p>
      <p class="facts">
        <span>{page.board.due(asked.dueText)}</span>
        {waits && <span class={asked.due < today ? 'overdue' : 'quiet'}>{distance(today, asked.due)}</span>}
      </p>
      <ul class="parts">
        {asked.parts.map((part) => (
          <li
            class={`part part-${part.status}`}
            title={part.answeredBy === null ? dueStatus[part.status] : page.board.byWhom(part.answeredBy)}
          >
            <span class="sign" aria-hidden="true">
              {signs[part.status]}
            </span>
            <span>{part.unitName}</span>
            <span class={part.status === 'overdue' ? 'overdue' : 'hidden'}>{dueStatus[part.status]}</span>
            {part.late && <span class="overdue">{page.board.late}</span>}
          </li>
        ))}
      </ul>
    </li>
  )
}

/**
 * Plans in the order of their next report that is still to come; plans without one follow in the order given. What is
 * long overdue is counted on top and must not hide what can still be in time.
 */
function plansInOrder(overview: Overview, today: LocalDate): readonly string[] {
  const next = (plan: string): LocalDate =>
    overview.reports
      .filter((report) => report.planTitle === plan && report.status !== 'issued' && report.due >= today)
      .map((report) => report.due)
      .sort()[0] ?? '9999-12-31'
  const plans = [...new Set([...overview.reports, ...overview.dues].map((entry) => entry.planTitle))]
  return plans.sort((a, b) => next(a).localeCompare(next(b)))
}

/** What is due, answered and missing, plan by plan, with the reports on top. */
export function BoardView(props: { overview: Overview }) {
  const { dues, reports, now } = props.overview
  const today = dateOf(now)
  const count = (status: DuePart['status']): number => dues.filter((part) => part.status === status).length
  const plans = plansInOrder(props.overview, today)
  if (plans.length === 0) return <p class="empty">{page.board.none}</p>
  return (
    <>
      <dl class="sum">
        {(['answered', 'open', 'overdue'] as const).map((status) => (
          <div class={`sum-${status}${count(status) > 0 ? ' some' : ''}`}>
            <dd>{count(status)}</dd>
            <dt>{page.board.sum[status]}</dt>
          </div>
        ))}
      </dl>
      {plans.map((plan) => {
        const planReports = reports.filter((report) => report.planTitle === plan)
        const asked = bySubject(dues.filter((part) => part.planTitle === plan))
        const answered = dues.filter((part) => part.planTitle === plan && part.status === 'answered').length
        const total = dues.filter((part) => part.planTitle === plan).length
        return (
          <section class="plan">
            <h3>{plan}</h3>
            {planReports.map((report) => (
              <Report report={report} today={today} />
            ))}
            {asked.length > 0 && (
              <details id={`dues-${encodeURIComponent(plan)}`} open>
                <summary>
                  {page.board.dues} ({answered}/{total})
                </summary>
                <ul class="subjects">
                  {asked.map((one) => (
                    <Subject asked={one} today={today} />
                  ))}
                </ul>
              </details>
            )}
          </section>
        )
      })}
    </>
  )
}
