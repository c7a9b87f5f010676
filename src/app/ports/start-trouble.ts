/** Why nothing can start although the settings are well-formed. `why` is what the system says, in brackets, or empty. */
export type StartTrouble =
  | { readonly code: 'database'; readonly why: string }
  | { readonly code: 'data-folder'; readonly folder: string; readonly why: string }
  | { readonly code: 'damaged-database'; readonly folder: string }
  | { readonly code: 'redis' }
  | { readonly code: 'link-key'; readonly file: string }
