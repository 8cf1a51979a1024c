import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { Id, list, Seconds, Words } from '../params.ts'

const EXPORTS = { effect: 'read', permissions: { all: ['export-data'] }, cost: { counter: 1 } } as const

const report = z.enum(['trades', 'ledgers'])

export const AddExport = endpoint({
  ...EXPORTS,
  tool: 'request_export_report',
  title: 'Request an export',
  describe: 'Has Kraken prepare a report of trades or ledger entries.',
  path: '/0/private/AddExport',
  params: () =>
    z.strictObject({
      report,
      description: Words,
      format: z.enum(['CSV', 'TSV']).optional(),
      fields: list(Words).describe('All if left out').optional(),
      starttm: Seconds.describe('Unix seconds').optional(),
      endtm: Seconds.describe('Unix seconds').optional(),
    }),
  result: () => z.looseObject({ id: z.string() }),
  example: { report: 'trades', description: 'My trades' },
  once: true,
})

export const ExportStatus = endpoint({
  ...EXPORTS,
  tool: 'get_export_status',
  title: 'Export status',
  describe: 'Requested reports and how far they are: Queued, Processing or Processed.',
  path: '/0/private/ExportStatus',
  params: () => z.strictObject({ report }),
  result: () => z.array(z.looseObject({ id: z.string(), status: z.string() })),
  example: { report: 'trades' },
})

export const RetrieveExport = endpoint({
  ...EXPORTS,
  tool: 'retrieve_export',
  title: 'Read an export',
  describe: 'The lines of a processed report: its fields, then rows.',
  path: '/0/private/RetrieveExport',
  params: () => z.strictObject({ id: Id }),
  result: () => z.looseObject({ fields: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  example: { id: 'SEED' },
  answer: 'zip',
})

export const RemoveExport = endpoint({
  ...EXPORTS,
  tool: 'remove_export',
  title: 'Remove an export',
  describe: 'Deletes a processed report, or cancels a queued one.',
  path: '/0/private/RemoveExport',
  params: () => z.strictObject({ id: Id, type: z.enum(['delete', 'cancel']) }),
  result: () => z.looseObject({ delete: z.boolean().optional(), cancel: z.boolean().optional() }),
  example: { id: 'SEED', type: 'delete' },
  once: true,
})

export const EXPORT: readonly Endpoint[] = [AddExport, ExportStatus, RetrieveExport, RemoveExport]
