// Starts the rich text editor on the desk's forms. Ours instead of the package's starter, because that one puts a
// style element into the page, which the policy forbids, and gives the editable area no name.

import * as tiptap from "django-prose-editor/editor"
import { tidied } from "casebook/paste"

const MARK = "data-django-prose-editor-casebook"
const NAMES = {
  bold: "Bold",
  italic: "Italic",
  subscript: "Subscript",
  superscript: "Superscript",
  "insert link": "Link",
  "remove link": "Remove link",
  "unordered list": "Bullets",
  "ordered list": "Numbers",
  "heading 3": "Heading",
  "heading 4": "Smaller heading",
  paragraph: "Plain paragraph",
  blockquote: "Quotation",
  undo: "Undo",
  redo: "Redo",
}

const Tidied = tiptap.Extension.create({
  name: "tidied",
  addProseMirrorPlugins: () => [new tiptap.Plugin({ props: { transformPastedHTML: tidied } })],
})

// Tab leads out of the area, so that nobody is caught in it and nothing changes on the way: a table's last cell adds
// no row, and a list item moves in or out only where Word does it, with the cursor at its very start.
const atStart = ({ editor }) => editor.state.selection.empty && editor.state.selection.$from.parentOffset === 0
const isNested = ({ editor, name }) => {
  const { $from } = editor.state.selection
  return Array.from({ length: $from.depth }, (_, depth) => $from.node(depth)).filter((one) => one.type.name === name).length > 1
}
const TABS = {
  Table: (it) => ({ Tab: () => it.editor.commands.goToNextCell() }),
  ListItem: (it) => ({
    Tab: () => atStart(it) && it.editor.commands.sinkListItem(it.name),
    "Shift-Tab": () => atStart(it) && isNested(it) && it.editor.commands.liftListItem(it.name),
  }),
}
const withTabs = (extension, name) =>
  TABS[name]
    ? extension.extend({
        addKeyboardShortcuts() {
          return { ...this.parent?.(), ...TABS[name](this) }
        },
      })
    : extension

const extensionsOf = (config) =>
  Object.entries(config.extensions)
    .filter(([name]) => tiptap[name])
    .map(([name, options]) => {
      const extension = withTabs(tiptap[name], name)
      return typeof options === "object" ? extension.configure(options) : extension
    })

const attributesOf = (textarea, label) => {
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": label }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  }
  return attributes
}

const nameButtons = (frame, label) => {
  const menu = frame.querySelector(".prose-menubar")
  menu.setAttribute("role", "toolbar")
  menu.setAttribute("aria-label", `Format: ${label}`)
  for (const button of menu.querySelectorAll("button")) {
    const name = NAMES[button.title] || button.title
    button.title = name
    button.setAttribute("aria-label", name)
  }
  takeArrows(menu)
}

// One stop of the Tab key for the whole toolbar; arrows go along it.
const takeArrows = (menu) => {
  const stops = () => [...menu.querySelectorAll("button")].filter((button) => !button.disabled && button.offsetParent)
  const moves = { ArrowRight: 1, ArrowLeft: -1 }
  const stopAt = (chosen) => menu.querySelectorAll("button").forEach((one) => (one.tabIndex = one === chosen ? 0 : -1))
  stopAt(stops()[0])
  menu.addEventListener("focusin", (event) => stopAt(event.target.closest("button")))
  menu.addEventListener("keydown", (event) => {
    if (!moves[event.key]) return
    event.preventDefault()
    const all = stops()
    all.at((all.indexOf(document.activeElement) + moves[event.key]) % all.length).focus()
  })
}

const start = (textarea) => {
  if (textarea.closest(".prose-editor") || textarea.id.includes("__prefix__")) return
  const named = document.querySelector(`label[for="${textarea.id}"]`)
  const label = (named?.textContent || textarea.name).replace(/:\s*$/, "").trim()
  const frame = document.createElement("div")
  frame.className = "prose-editor"
  textarea.before(frame)
  frame.append(textarea)
  const editor = new tiptap.Editor({
    element: frame,
    injectCSS: false,
    extensions: [...extensionsOf(JSON.parse(textarea.getAttribute(MARK))), Tidied],
    content: textarea.value,
    editorProps: { attributes: attributesOf(textarea, label) },
    onCreate: () => nameButtons(frame, label),
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  named?.addEventListener("click", () => editor.commands.focus())
}

const startAll = (root) => root.querySelectorAll(`[${MARK}]`).forEach(start)

startAll(document)
document.addEventListener("formset:added", (event) => startAll(event.target))
