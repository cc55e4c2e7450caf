const cut = (word: string, width: number): string => (word.length > width ? `${word.slice(0, width - 1)}…` : word)

/** Breaks a name into lines of so many letters, at spaces and after hyphens; what is over goes with "…". */
export const wrapWords = (text: string, width: number, most: number): string[] => {
  const lines: string[] = []
  for (const part of text.match(/\s*[^\s-]+-?/g) ?? []) {
    const line = lines.at(-1)
    if (line !== undefined && (line + part).length <= width) lines[lines.length - 1] = line + part
    else lines.push(cut(part.trim(), width))
  }
  return lines.length > most ? [...lines.slice(0, most - 1), cut(`${lines[most - 1]}…`, width)] : lines
}
