export type Step<State extends string, Actor, Subject> = {
  from: readonly State[]
  to: State
  /** The past participle that the activity log and later modules read: `article.submitted`. */
  activity: string
  /** The person must say why. */
  reason?: true
  by: (actor: Actor, subject: Subject) => boolean
}

/** A table of steps is the whole workflow: guards, buttons, allowed routes and the diagram in docs/ are read from it. */
export function workflow<State extends string, Actor, Subject extends { status: State }>() {
  return <Name extends string>(steps: Record<Name, Step<State, Actor, Subject>>) => {
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
