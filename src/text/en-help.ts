import type { HelpTexts } from './operators.ts'

/** The words of `--help` in English. */
export const englishHelp: HelpTexts = {
  about: 'Đúng Hạn reads a plan, keeps its deadlines, asks the people responsible and compiles the report.',
  headings: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
    '[options]': '[options]',
    '[command]': '[command]',
  },
  version: 'output the version number',
  help: 'display help for command',
  data: 'data folder (default ./data)',
  json: 'print JSON',
  serve: {
    does: 'run the bot; with nothing configured it is the demo',
    demo: 'serve the chat page on this machine, also when a real channel is configured',
    port: 'port of the web server (default 3000)',
    clock: 'start a virtual clock at this instant',
    plan: 'follow these plans instead of those the board file names',
    role: 'what this process does: all, web, worker or scheduler (default all)',
  },
  import: {
    does: 'read a plan document and print what is due; stores nothing',
    file: 'Word, PDF, scan, picture, Excel, text or Markdown file',
    text: "print the document's text, which the places speak of",
  },
  corrections: 'print what reviewers changed in plans read from documents',
  rehearse: {
    does: 'list every message of a period without sending anything',
    plans: 'plan files, or documents (what is read without doubt counts)',
    board: 'board file (default: BOARD_FILE, else config/boards/sample.yaml)',
    from: 'first day (default: the first day of the plan)',
    to: 'last day (default: the last day of the plan)',
  },
  report: {
    does: "compile a duty's report from what the data folder holds",
    plan: 'plan id or file',
    duty: 'duty id',
    out: 'where to write the Word file',
    due: 'which one, when the duty falls due several times',
  },
  invite: {
    does: 'print a one-time code and its links for a person',
    person: 'person id or name',
  },
  chat: {
    does: 'talk to a flow in the terminal',
    flow: 'flow id',
    as: 'who is talking',
    save: 'keep the conversation as a golden one',
  },
  conversation: {
    does: 'list the conversations that a person has held, or keep one as a golden one with the names replaced',
    person: 'person id',
    session: 'which one',
    from: 'instead: all that was said from this day on, commands and buttons too (2026-03-02); to be read, and to be played where the plans and the board are the same and others have done nothing',
    to: 'last day (default: the day of --from)',
    last: 'instead: the last day on which the person wrote',
    save: 'where to keep it (default: standard output)',
  },
  check: {
    does: 'validate configuration, boards, plans, flows and calendars',
    files: 'only these files',
  },
  mistyped: (message) => message,
}
