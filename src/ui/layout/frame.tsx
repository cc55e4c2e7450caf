import type { ComponentChildren } from 'preact'

export interface FrameProps {
  lang?: string
  title: string
  /** Addresses of the stylesheets, in order, and of the script. */
  styles: readonly string[]
  script?: string | undefined
  children?: ComponentChildren
}

/** The bare HTML page every other is made in. */
export const Frame = ({ lang = 'en', title, styles, script, children }: FrameProps) => (
  <html lang={lang} class="govuk-template">
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      {/* Without one, each browser asks for /favicon.ico on its first visit. */}
      <link rel="icon" href="data:," />
      {styles.map((href) => (
        <link rel="stylesheet" href={href} />
      ))}
      {script && <script type="module" src={script} />}
    </head>
    <body class="govuk-template__body digiknow-page">{children}</body>
  </html>
)
