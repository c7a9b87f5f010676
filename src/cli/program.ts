import { Command, CommanderError, type HelpConfiguration } from 'commander'
import { StartFailure } from '../app/ports/start-failure.ts'
import { isLocaleList, languageOf } from '../text/language.ts'
import { type HelpTexts, type Operators, startText } from '../text/operators.ts'
import { operatorsIn } from '../text/operators-in.ts'
import { terminalWith } from './terminal.ts'
import { version } from './version.ts'

/**
 * Runs one command and gives its exit code. Commands load what they need when they run, so that `rehearse` does not wait
 * for a database engine.
 */
export async function program(args: readonly string[]): Promise<number> {
  // A desktop's list would hide the LANGUAGE of the .env file, which does not override what is set.
  if (isLocaleList(process.env.LANGUAGE ?? '')) delete process.env.LANGUAGE
  try {
    process.loadEnvFile()
  } catch {
    // No .env file: the environment alone counts.
  }
  const say = operatorsIn(languageOf(process.env.LANGUAGE))
  const terminal = terminalWith(say)
  const { help } = say
  let code = 0
  const root = new Command('dung-han')
    .description(help.about)
    .version(version(), '-V, --version', help.version)
    .helpOption('-h, --help', help.help)
    .helpCommand('help [command]', help.help)
    .exitOverride()
    .showHelpAfterError()
    .configureHelp(headingsOf(help))
    .configureOutput({ outputError: (message, write) => write(help.mistyped(message)) })

  root
    .command('serve')
    .description(help.serve.does)
    .option('--demo', help.serve.demo)
    .option('--port <number>', help.serve.port)
    .option('--data <folder>', help.data)
    .option('--clock <iso>', help.serve.clock)
    .option('--plan <file...>', help.serve.plan)
    .option('--role <role>', help.serve.role)
    .action(async (options) => {
      const { serve } = await import('./serve.ts')
      code = await serve(options, terminal)
    })

  root
    .command('import')
    .description(help.import.does)
    .argument('<file>', help.import.file)
    .option('--json', help.json)
    .option('--text', help.import.text)
    .action(async (file, options) => {
      const { importPlan } = await import('./import.ts')
      code = await importPlan(file, options, terminal)
    })

  root
    .command('intake-corrections')
    .description(help.corrections)
    .option('--data <folder>', help.data)
    .option('--json', help.json)
    .action(async (options) => {
      const { intakeCorrections } = await import('./intake-corrections.ts')
      code = await intakeCorrections(options, terminal)
    })

  root
    .command('rehearse')
    .description(help.rehearse.does)
    .argument('<plan...>', help.rehearse.plans)
    .option('--board <file>', help.rehearse.board)
    .option('--from <day>', help.rehearse.from)
    .option('--to <day>', help.rehearse.to)
    .option('--json', help.json)
    .action(async (plans, options) => {
      const { rehearse } = await import('./rehearse.ts')
      code = await rehearse(plans, options, terminal)
    })

  root
    .command('report')
    .description(help.report.does)
    .argument('<plan>', help.report.plan)
    .argument('<duty>', help.report.duty)
    .option('--out <file>', help.report.out)
    .option('--data <folder>', help.data)
    .option('--due <day>', help.report.due)
    .action(async (plan, duty, options) => {
      const { report } = await import('./report.ts')
      code = await report(plan, duty, options, terminal)
    })

  root
    .command('invite')
    .description(help.invite.does)
    .argument('<person>', help.invite.person)
    .option('--data <folder>', help.data)
    .action(async (person, options) => {
      const { invite } = await import('./invite.ts')
      code = await invite(person, options, terminal)
    })

  root
    .command('chat')
    .description(help.chat.does)
    .argument('<flow>', help.chat.flow)
    .option('--as <person>', help.chat.as)
    .option('--save <file>', help.chat.save)
    .action(async (flow, options) => {
      const { chat } = await import('./chat.ts')
      code = await chat(flow, options, { input: process.stdin, output: process.stdout }, say)
    })

  root
    .command('conversation')
    .description(help.conversation.does)
    .argument('<person>', help.conversation.person)
    .option('--session <number>', help.conversation.session)
    .option('--from <day>', help.conversation.from)
    .option('--to <day>', help.conversation.to)
    .option('--last', help.conversation.last)
    .option('--save <file>', help.conversation.save)
    .option('--data <folder>', help.data)
    .action(async (person, options) => {
      const { conversation } = await import('./conversation.ts')
      code = await conversation(person, options, terminal)
    })

  root
    .command('check')
    .description(help.check.does)
    .argument('[files...]', help.check.files)
    .action(async (files) => {
      const { check } = await import('./check.ts')
      code = await check(terminal, { files })
    })

  try {
    await root.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    terminal.complain(failureText(error, say))
    return 1
  }
  return code
}

/** What has gone wrong in a line; what nobody foresaw is told in the system's own words. */
function failureText(error: unknown, say: Operators): string {
  if (error instanceof StartFailure) return `dung-han: ${startText(error.trouble, say)}`
  return say.commands.failed(error instanceof Error ? error.message : String(error))
}

/** The headings of `--help`, which commander has in English. */
function headingsOf({ headings }: HelpTexts): HelpConfiguration {
  const translated = (text: string): string =>
    Object.entries(headings).reduce((all, [name, heading]) => all.replace(name, heading), text)
  return { styleTitle: translated, styleUsage: translated, styleSubcommandTerm: translated }
}
