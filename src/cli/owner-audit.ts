import * as z from 'zod'

const Page = z.object({
  rows: z.array(
    z.object({
      id: z.number(),
      at: z.string(),
      event: z.string(),
      token: z.string().optional(),
      subject: z.string().optional(),
      facts: z.unknown(),
    }),
  ),
  before: z.number().optional(),
  warnings: z.array(z.string()).default([]),
})

/** A page of the audit as a person reads it: one line for each row, newest first. */
export const auditText = (result: unknown): { lines: string; warnings: readonly string[] } => {
  const { rows, before, warnings } = Page.parse(result)
  const lines = rows.map(({ id, at, event, token = '-', subject = '-', facts }) =>
    [
      String(id).padStart(6),
      at,
      event.padEnd(18),
      token.padEnd(12),
      subject.padEnd(22),
      JSON.stringify(facts),
    ]
      .join('  ')
      .replaceAll(/\p{C}/gu, '?'),
  )
  const more = before === undefined ? [] : [`… older ones: --before ${before}`]
  return { lines: [...(rows.length > 0 ? lines : ['Nothing is written yet.']), ...more].join('\n'), warnings }
}
