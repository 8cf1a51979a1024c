import type { Child } from 'hono/jsx'
import { SCRIPT_PATH } from './script.ts'
import { STYLE_PATH } from './style.ts'

/** The frame of every page of the owner's; whatever stands in it as text is escaped. */
export const Page = ({
  title,
  scripted = false,
  children,
}: {
  readonly title: string
  /** Its policy lets our one script in. */
  readonly scripted?: boolean
  readonly children?: Child
}) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`Breakwater: ${title}`}</title>
      <link rel="stylesheet" href={STYLE_PATH} />
      {scripted && <script src={SCRIPT_PATH} defer></script>}
    </head>
    <body>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
)
