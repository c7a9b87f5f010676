import { Command, CommanderError } from 'commander'
import { version } from './version.ts'

/**
 * Runs one command and gives its exit code. Commands load what they need when they run, so that `rehearse` does not wait
 * for a database engine.
 */
export async function program(args: readonly string[]): Promise<number> {
  try {
    process.loadEnvFile()
  } catch {
    // No .env file: the environment alone counts.
  }
  let code = 0
  const root = new Command('dung-han')
    .description('Đúng Hạn reads a plan, keeps its deadlines, asks the people responsible and compiles the report.')
    .version(version())
    .exitOverride()
    .showHelpAfterError()

  root
    .command('serve')
    .description('run the bot; with nothing configured it is the demo')
    .option('--demo', 'serve the chat page on this machine, also when a real channel is configured')
    .option('--port <number>', 'port of the web server (default 3000)')
    .option('--data <folder>', 'data folder (default ./data)')
    .option('--clock <iso>', 'start a virtual clock at this instant')
    .option('--plan <file...>', 'follow these plans instead of those the board file names')
    .option('--role <role>', 'what this process does: all, web, worker or scheduler', 'all')
    .action(async (options) => {
      const { serve } = await import('./serve.ts')
      code = await serve(options)
    })

  root
    .command('import')
    .description('read a plan document and print what is due; stores nothing')
    .argument('<file>', 'Word, PDF, scan, picture, Excel, text or Markdown file')
    .option('--json', 'print JSON')
    .option('--text', "print the document's text, which the places speak of")
    .action(async (file, options) => {
      const { importPlan } = await import('./import.ts')
      code = await importPlan(file, options)
    })

  root
    .command('intake-corrections')
    .description('print what reviewers changed in plans read from documents')
    .option('--data <folder>', 'data folder (default ./data)')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const { intakeCorrections } = await import('./intake-corrections.ts')
      code = await intakeCorrections(options)
    })

  root
    .command('rehearse')
    .description('list every message of a period without sending anything')
    .argument('<plan...>', 'plan files, or documents (what is read without doubt counts)')
    .option('--board <file>', 'board file (default: BOARD_FILE, else config/boards/sample.yaml)')
    .option('--from <day>', 'first day (default: the first day of the plan)')
    .option('--to <day>', 'last day (default: the last day of the plan)')
    .option('--json', 'print JSON')
    .action(async (plans, options) => {
      const { rehearse } = await import('./rehearse.ts')
      code = await rehearse(plans, options)
    })

  root
    .command('report')
    .description("compile a duty's report from what the data folder holds")
    .argument('<plan>', 'plan id or file')
    .argument('<duty>', 'duty id')
    .option('--out <file>', 'where to write the Word file')
    .option('--data <folder>', 'data folder (default ./data)')
    .option('--due <day>', 'which one, when the duty falls due several times')
    .action(async (plan, duty, options) => {
      const { report } = await import('./report.ts')
      code = await report(plan, duty, options)
    })

  root
    .command('invite')
    .description('print a one-time code and its links for a person')
    .argument('<person>', 'person id or name')
    .option('--data <folder>', 'data folder (default ./data)')
    .action(async (person, options) => {
      const { invite } = await import('./invite.ts')
      code = await invite(person, options)
    })

  root
    .command('chat')
    .description('talk to a flow in the terminal')
    .argument('<flow>', 'flow id')
    .option('--as <person>', 'who is talking')
    .option('--save <file>', 'keep the conversation as a golden one')
    .action(async (flow, options) => {
      const { chat } = await import('./chat.ts')
      code = await chat(flow, options, { input: process.stdin, output: process.stdout })
    })

  root
    .command('conversation')
    .description('list the conversations that a person has held, or keep one as a golden one with the names replaced')
    .argument('<person>', 'person id')
    .option('--session <number>', 'which one')
    .option('--save <file>', 'where to keep it (default: standard output)')
    .option('--data <folder>', 'data folder (default ./data)')
    .action(async (person, options) => {
      const { conversation } = await import('./conversation.ts')
      code = await conversation(person, options)
    })

  root
    .command('check')
    .description('validate configuration, boards, plans, flows and calendars')
    .argument('[files...]', 'only these files')
    .action(async (files) => {
      const { check } = await import('./check.ts')
      code = await check((line) => console.log(line), { files })
    })

  try {
    await root.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    console.error(`dung-han: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
  return code
}
