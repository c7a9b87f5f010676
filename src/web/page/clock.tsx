import type { Instant } from '../../core/time.ts'
import { addDays, dateOf, isoInstant, timeOf } from '../../core/time.ts'
import { longDay, page } from '../../text/vi-page.ts'

function NextAt(props: { next: Instant | undefined; apart?: boolean }) {
  return (
    <span id="next-at" class="next-at" hx-swap-oob={props.apart ? 'true' : undefined}>
      {props.next === undefined ? page.clock.nextNone : page.clock.nextAt(props.next)}
    </span>
  )
}

/** The virtual clock's face. */
export function ClockFace(props: { now: Instant }) {
  return (
    <time datetime={isoInstant(props.now)}>
      <span class="clock-day">{longDay(dateOf(props.now))}</span> <span class="clock-time">{timeOf(props.now)}</span>
    </time>
  )
}

/** The face again, and beside it what stands on the button "next event". */
export function ClockChanges(props: { now: Instant; next: Instant | undefined }) {
  return (
    <>
      <ClockFace now={props.now} />
      <NextAt next={props.next} apart />
    </>
  )
}

/** The ways to let time pass; without script each is a form that comes back to the open chat. */
export function ClockControls(props: { now: Instant; next: Instant | undefined; openPersonId: string | undefined }) {
  const form = {
    method: 'post',
    action: '/chat/clock',
    'hx-post': '/chat/clock',
    'hx-swap': 'none',
    'hx-indicator': '#passing',
    'hx-sync': '#clock-controls:drop',
  } as const
  const back = props.openPersonId !== undefined && <input type="hidden" name="person" value={props.openPersonId} />
  const today = dateOf(props.now)
  return (
    <fieldset id="clock-controls" aria-label={page.clock.controls}>
      <form {...form}>
        {back}
        <button type="submit" name="next" value="true" class="primary next">
          <span>{page.clock.next}</span>
          <NextAt next={props.next} />
        </button>
      </form>
      <form {...form}>
        {back}
        <button type="submit" name="days" value="1">
          {page.clock.day}
        </button>
        <button type="submit" name="days" value="7">
          {page.clock.week}
        </button>
      </form>
      <form {...form} class="to">
        {back}
        <label for="to">{page.clock.to}</label>
        <input id="to" type="date" name="to" required value={addDays(today, 1)} />
        <button type="submit" aria-label={page.clock.goLabel}>
          {page.clock.go}
        </button>
      </form>
    </fieldset>
  )
}
