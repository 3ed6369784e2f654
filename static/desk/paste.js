// What comes from a word processor, as the HTML that a section may hold.
// Word sends list items as paragraphs that begin with a bullet or number, and headings of its own levels.

const HIDDEN = /<!--\[if[\s\S]*?<!\[endif\]-->|<(style|script|xml|title)\b[\s\S]*?<\/\1>|<\/?(meta|link|o:p)\b[^>]*>/gi
const CONDITION = /<!\[(?:if[^\]]*|endif)\]>/gi
const TAG = /<[a-z][^>]*>/gi
const HANDLER = /\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi
const BULLET = /^[\s\u00a0]*[·•◦▪■§‣–\uf0b7\uf0a7o][\s\u00a0]+/
const NUMBER = /^[\s\u00a0]*(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)][\s\u00a0]+/i
const IN_WORD_LIST = /mso-list:\s*(?!none|ignore)/i

const isListItem = (block) => {
  if (block.tagName !== "P") return false
  if (/\bMsoListParagraph/.test(block.className) && (BULLET.test(block.textContent) || NUMBER.test(block.textContent))) return true
  if (IN_WORD_LIST.test(block.getAttribute("style") || "")) return true
  // A lone "o" is also a word, and a dash may open a sentence.
  return /^[\s\u00a0]*[·•▪\uf0b7][\s\u00a0]*\S/.test(block.textContent)
}

const levelOf = (block) => Number(/level(\d)/.exec(block.getAttribute("style") || "")?.[1] || 1)

// Takes away the first `length` characters, however many elements they are in.
const cutStart = (node, length) => {
  const texts = node.ownerDocument.createTreeWalker(node, 4)
  while (length > 0 && texts.nextNode()) {
    const text = texts.currentNode
    const cut = Math.min(length, text.data.length)
    text.data = text.data.slice(cut)
    length -= cut
  }
}

const asItem = (block) => {
  const item = block.ownerDocument.createElement("li")
  const text = block.ownerDocument.createElement("p")
  const marker = block.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]')
  const start = marker?.textContent || (BULLET.exec(block.textContent) || NUMBER.exec(block.textContent) || /^[\s\u00a0]*[·•▪\uf0b7]/.exec(block.textContent) || [""])[0]
  const ordered = NUMBER.test(`${start.trim()} `)
  if (marker) marker.remove()
  else cutStart(block, start.length)
  text.append(...block.childNodes)
  item.append(text)
  return { item, ordered }
}

const gatherLists = (root) => {
  let open = []
  for (const block of [...root.querySelectorAll("p")]) {
    if (!isListItem(block)) continue
    const level = levelOf(block)
    const { item, ordered } = asItem(block)
    const before = block.previousElementSibling
    if (!before || !open.length || before !== open[0].list) open = []
    while (open.length && open.at(-1).level > level) open.pop()
    const kind = ordered ? "OL" : "UL"
    if (open.at(-1)?.level === level && open.at(-1).list.tagName !== kind) open.pop()
    if (open.at(-1)?.level === level) {
      open.at(-1).list.append(item)
      block.remove()
      continue
    }
    const list = block.ownerDocument.createElement(kind)
    list.append(item)
    if (open.length) {
      open.at(-1).list.lastElementChild.append(list)
      block.remove()
    } else {
      block.replaceWith(list)
    }
    open.push({ level, list })
  }
}

const renameHeadings = (root) => {
  const levels = { H1: "h3", H2: "h3", H5: "h4", H6: "h4" }
  for (const heading of root.querySelectorAll("h1, h2, h5, h6")) {
    const renamed = root.ownerDocument.createElement(levels[heading.tagName])
    renamed.append(...heading.childNodes)
    heading.replaceWith(renamed)
  }
}

export const tidied = (html) => {
  // The policy stops handlers from running; without them it has nothing to report either.
  const quiet = html.replace(CONDITION, "").replace(HIDDEN, "").replace(TAG, (tag) => tag.replace(HANDLER, ""))
  const page = new DOMParser().parseFromString(quiet, "text/html")
  renameHeadings(page.body)
  gatherLists(page.body)
  for (const styled of page.body.querySelectorAll("[style], [class]")) {
    // Bold that is switched off by a style stays known as such to the editor.
    if (styled.tagName !== "B" && styled.tagName !== "STRONG" && styled.tagName !== "SPAN") styled.removeAttribute("style")
    styled.removeAttribute("class")
  }
  return page.body.innerHTML
}
