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

const extensionsOf = (config) =>
  Object.entries(config.extensions)
    .filter(([name]) => tiptap[name])
    .map(([name, options]) => (typeof options === "object" ? tiptap[name].configure(options) : tiptap[name]))

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
