/** Thrown where a connection is to be cut without an answer. */
export class Dropped extends Error {
  constructor() {
    super('the emulator dropped the connection')
    this.name = 'Dropped'
  }
}
