import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { serveEmulator } from '../emulator/serve.ts'
import { CliError } from './failure.ts'
import { readIfThere, writeAtomically } from './files.ts'
import { wordsOf } from './say.ts'

const SAVE_EACH_MS = 5_000

export interface EmulatorHome {
  readonly url: string
  readonly credentials: Emulator['credentials']
  close(): Promise<void>
}

/** Serves the emulator on a free loopback port from this process; its state is kept in `file` across restarts. */
export const openEmulator = async (file: string): Promise<EmulatorHome> => {
  let saved = readIfThere(file)
  const emulator = resume(file, saved)
  const { url, close } = await serveEmulator(emulator, { host: '127.0.0.1', port: 0 })
  const save = () => {
    const state = emulator.snapshot()
    if (state === saved) return
    writeAtomically(file, state)
    saved = state
  }
  const timer = setInterval(save, SAVE_EACH_MS)
  return {
    url,
    credentials: emulator.credentials,
    close: async () => {
      clearInterval(timer)
      await close()
      save()
    },
  }
}

const resume = (file: string, state: string | undefined): Emulator => {
  try {
    return createEmulator({ seed: 'breakwater', now: Date.now, ...(state === undefined ? {} : { state }) })
  } catch (error) {
    throw new CliError(
      `The simulated exchange cannot be resumed from ${file} (${wordsOf(error)}).\nStart afresh: --reset`,
    )
  }
}
