#!/usr/bin/env node
import { program } from './cli/program.ts'

// "… | head" reads no more: that is no failure to tell of.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await program(process.argv.slice(2))
// A connection that still hangs when all is done must not hold up the end.
setTimeout(() => process.exit(), 500).unref()
