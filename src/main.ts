#!/usr/bin/env node
import { program } from './cli/program.ts'

process.exitCode = await program(process.argv.slice(2))
// A connection that still hangs when all is done must not hold up the end.
setTimeout(() => process.exit(), 500).unref()
