import type { Ticket } from '../../domain/matching/order.ts'
import type { Habits } from './habits.ts'

/** What an answer says of orders that will not be carried out to the letter; nothing where notes are not the habit. */
export const notesOn = (habits: Habits, tickets: readonly Ticket[]): { readonly _note?: string } =>
  habits.notes && tickets.some((ticket) => ticket.triggerBy === 'index')
    ? { _note: 'There is no index price here: trigger index answers from the last price.' }
    : {}
