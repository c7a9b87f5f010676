import { FolderHeld, lockFolder } from '../../src/store/folder-lock.ts'

// Takes the folder, says so, and keeps it until it is ended.
try {
  await lockFolder(process.argv[2] ?? '')
  process.stdout.write('held\n')
  process.stdin.resume()
} catch (error) {
  process.stdout.write(error instanceof FolderHeld ? `refused ${error.pid}\n` : `${error}\n`)
}
