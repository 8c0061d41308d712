export type Step<State extends string, Actor, Subject, Activity extends string = string> = {
  from: readonly State[]
  /** Where it leads; by where it was, when that is not one place. */
  to: State | Readonly<Partial<Record<State, State>>>
  /** The past participle that the activity log and later modules read: `article.submitted`. */
  activity: Activity
  /** The person must say why. */
  reason?: true
  by: (actor: Actor, subject: Subject) => boolean
}

/** Where the step leads from here. */
export function leadsTo<State extends string>({ to }: Pick<Step<State, never, never>, 'to'>, from: State): State {
  const found = typeof to === 'string' ? to : to[from]
  if (found === undefined) throw new Error(`no step leads on from ${from}`)
  return found
}

/** A table of steps is the whole workflow: guards, buttons, allowed routes and the diagram in docs/ are read from it. */
export function workflow<State extends string, Actor, Subject extends { status: State }>() {
  return <const Table extends Record<string, Step<State, Actor, Subject>>>(table: Table) => {
    type Name = keyof Table & string
    const steps: { [N in Name]: Step<State, Actor, Subject, Table[N]['activity']> } = table
    const names = Object.keys(steps) as Name[]
    const allows = (name: Name, actor: Actor, subject: Subject) =>
      steps[name].from.includes(subject.status) && steps[name].by(actor, subject)
    return {
      steps,
      names,
      allows,
      open: (actor: Actor, subject: Subject) => names.filter((name) => allows(name, actor, subject)),
    }
  }
}
