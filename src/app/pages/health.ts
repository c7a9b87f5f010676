/** Whether the process lives and may be sent work. */
export interface Health {
  /** Parts that must answer before work is taken: database, queue, channels. */
  ready(): Promise<{ readonly ok: boolean; readonly parts: { readonly [part: string]: 'ok' | 'failing' } }>
}
