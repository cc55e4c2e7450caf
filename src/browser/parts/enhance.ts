/** A govuk-frontend script: made once for each element that asks for it by `data-module`. */
export interface Part {
  readonly moduleName: string
  new (root: Element): object
}

const start = (Script: Part, root: Element): void => {
  try {
    new Script(root)
  } catch (error) {
    // One part that fails must not take the others with it: the page works without any of them
    console.error(error)
  }
}

/** Starts the scripts a page asks for. Styles that need scripts wait for the class set here, so that nothing hides without them. */
export const enhance = (...scripts: readonly Part[]): void => {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const Script of scripts)
    for (const root of document.querySelectorAll(`[data-module="${Script.moduleName}"]`)) start(Script, root)
}
