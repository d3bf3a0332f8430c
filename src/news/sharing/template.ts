/**
 * A card as Typst markup: the title as large as it fits, the house's mark and rule, the day and the address. It reads
 * everything from `sys.inputs.data`. Its points are the picture's pixels.
 */
export const cardTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let rtl = d.dir == "rtl"
#let square = d.height == d.width
#let ink = rgb("#14181b")
#let ink2 = rgb("#50565a")
#let paper = rgb("#f6f4ee")
#let signal = rgb("#bd1220")
#let latin = (name: "Newsreader", covers: regex("[0-9A-Za-z\u{C0}-\u{24F}]"))
#let serif = if rtl { (latin, "Noto Naskh Arabic", "Newsreader", "Libertinus Serif") } else { ("Newsreader", "Noto Naskh Arabic", "Libertinus Serif") }
#let voice = ("Vazirmatn", "Noto Naskh Arabic", "Libertinus Serif")
#let side = 72pt
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: (x: side, top: 60pt, bottom: 54pt), fill: paper)
#set text(font: serif, lang: d.lang, dir: if rtl { std.rtl } else { ltr }, fill: ink, weight: 600, hyphenate: false)
#set align(if rtl { right } else { left })
#let label(body, fill: ink2) = text(font: voice, size: 25pt, weight: 500, fill: fill, body)
// The mark: a name, struck out, and the one after it.
#let mark = box(width: 54pt, height: 34pt, baseline: 6pt)[
  #set align(left)
  #place(left, dx: 6pt, dy: 3pt, rect(width: 20pt, height: 28pt, fill: ink))
  #place(left, dx: 28pt, dy: 3pt, rect(width: 20pt, height: 28pt, fill: ink))
  #place(left, dx: 0pt, dy: 14pt, rect(width: 54pt, height: 6pt, fill: signal))
]
#let gap = if rtl { 0.52em } else { 0.3em }
#let title(size) = {
  set text(size: size, tracking: if rtl { 0pt } else { -0.012em })
  set par(leading: gap, justify: false)
  block(width: 100%, spacing: 0pt, d.title)
}
#grid(columns: (1fr, auto), align: (start + horizon, end + horizon), label(fill: ink, d.site), mark)
#v(22pt, weak: false)
#line(length: 100%, stroke: 4pt + ink)
#v(if square { 70pt } else { 34pt })
#layout(room => {
  let left = if square { 640pt } else { 306pt }
  let sizes = if square { (104, 96, 88, 80, 72, 66, 60, 54, 48, 43, 38, 34, 30) } else { (84, 76, 70, 64, 58, 53, 48, 43, 39, 35, 31, 28, 25) }
  let fits = sizes.find(size => measure(block(width: room.width, title(size * 1pt))).height <= left)
  block(height: left + 30pt, width: 100%, clip: fits == none, title(if fits == none { sizes.last() * 1pt } else { fits * 1pt }))
})
#v(1fr)
#grid(columns: (1fr, auto), align: (start + bottom, end + bottom), label(d.date), text(dir: ltr, label(d.host)))
`;
