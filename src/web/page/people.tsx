import type { Demo } from '../../app/demo/demo.ts'
import { page, roleName } from '../../text/vi-page.ts'

type Player = ReturnType<Demo['people']>[number]

/** Units in the order of their first person. */
function byUnit(people: readonly Player[]): readonly (readonly [string, readonly Player[]])[] {
  const units = new Map<string, Player[]>()
  for (const person of people) units.set(person.unitName, [...(units.get(person.unitName) ?? []), person])
  return [...units]
}

/** Whom the visitor may play, by Unit, with what they have not read yet. */
export function People(props: {
  people: readonly Player[]
  openPersonId: string | undefined
  unread: ReadonlyMap<string, number>
}) {
  return (
    <>
      {byUnit(props.people).map(([unit, people]) => (
        <section class="unit">
          <h3>{unit}</h3>
          <ul>
            {people.map((person) => {
              const open = person.id === props.openPersonId
              const unread = open ? 0 : (props.unread.get(person.id) ?? 0)
              return (
                <li>
                  <a href={`/chat/${encodeURIComponent(person.id)}`} aria-current={open ? 'page' : undefined}>
                    <span class="name">{person.name}</span>
                    {unread > 0 && (
                      <span class="unread">
                        <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                        <span class="hidden">{page.unread(unread)}</span>
                      </span>
                    )}
                    <span class="roles">
                      {person.roles.map((role) => (
                        <span class={`role role-${role}`}>{roleName(role)}</span>
                      ))}
                    </span>
                  </a>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </>
  )
}
