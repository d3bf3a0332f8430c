/**
 * The hand-over as Typst markup: a cover, the declaration, who signed it, and by what it can be checked. It reads
 * everything from `sys.inputs.data` (see `HandoverData`): no text of it is ever read as markup.
 * Each name stands in a paragraph of its own, in the direction of its script: no name decides the order of another.
 */
export const handoverTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let rtl = d.dir == "rtl"
#let way(right) = if right { std.rtl } else { ltr }
#let start = if rtl { right } else { left }
#let ink = rgb("#14181b")
#let ink2 = rgb("#50565a")
#let line1 = rgb("#cdc8bb")
#let signal = rgb("#bd1220")
#let arabic = regex("[\u{0600}-\u{06FF}\u{0750}-\u{077F}\u{08A0}-\u{08FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFF}]")
#let serif = if rtl { ("Amiri", "Newsreader", "Libertinus Serif", "Noto Sans Syriac", "Noto Sans Armenian") } else { ("Newsreader", "Amiri", "Libertinus Serif", "Noto Sans Syriac", "Noto Sans Armenian") }
#let voice = if rtl { serif } else { ("Vazirmatn", "Amiri", "Libertinus Serif", "Noto Sans Syriac", "Noto Sans Armenian") }
#let strong-weight = if rtl { 700 } else { 600 }
#let size = if rtl { 12.5pt } else { 11pt }

#set document(title: d.title, author: d.initiative, date: auto, keywords: ())
#set text(font: serif, size: size, lang: d.lang, dir: way(rtl), fill: ink, hyphenate: false)
#set par(leading: if rtl { 0.95em } else { 0.72em }, spacing: if rtl { 1.2em } else { 1.05em }, justify: false)
#set align(start)

#let label(body, fill: ink2) = text(font: voice, size: if rtl { 10.5pt } else { 8.5pt }, fill: fill, body)
#let rule = line(length: 100%, stroke: 1.4pt + ink)
#let hair = line(length: 100%, stroke: 0.5pt + line1)
// A text in its own direction and language, at the side where the page begins.
#let said(t, ..rest) = block(width: 100%, above: 0pt, below: 0pt)[
  #set text(lang: t.lang, dir: way(t.dir == "rtl"), ..rest)
  #set align(start)
  #set par(leading: if t.dir == "rtl" { 0.7em } else { 0.5em })
  #t.text
]

#show heading: it => block(above: 0pt, below: 0pt, it.body)
#show heading.where(level: 1): set text(size: if rtl { 25pt } else { 23pt }, weight: strong-weight)
#show heading.where(level: 2): set text(size: if rtl { 16pt } else { 14.5pt }, weight: strong-weight)
#show heading.where(level: 3): set text(size: size, weight: strong-weight)
#show heading.where(level: 4): set text(font: voice, size: if rtl { 11pt } else { 9pt }, weight: "regular", fill: signal)

// The cover: no number, no running head.
#set page(paper: "a4", margin: (inside: 26mm, outside: 26mm, top: 30mm, bottom: 26mm), binding: start)
#label(fill: ink, d.initiative)
#v(4mm)
#rule
#v(5mm)
#label(d.campaign)
#v(30mm)
#block(width: if rtl { 92% } else { 88% })[
  #set par(leading: if rtl { 0.6em } else { 0.42em })
  #set text(size: if rtl { 36pt } else { 34pt }, weight: strong-weight, tracking: if rtl { 0pt } else { -0.4pt })
  #heading(level: 1, outlined: false)[#text(size: if rtl { 36pt } else { 34pt }, d.title)]
]
#v(7mm)
#line(length: 22mm, stroke: 2pt + signal)
#v(7mm)
#if d.draft != none [
  #block(inset: (y: 3mm), stroke: (top: 0.5pt + ink, bottom: 0.5pt + ink), width: 100%, d.draft)
]
#if d.addressee != none [
  #label(d.labels.to)
  #v(0.5mm)
  #block[#set text(size: 14pt); #d.addressee]
]
#v(1fr)
#block(width: 88%)[
  #set text(size: if rtl { 17pt } else { 16pt })
  #for line in d.cover [#line #parbreak()]
]
#v(8mm)
#hair
#v(2mm)
#label(d.date)
#pagebreak()

#set page(
  header: context [
    #label[#d.running #h(1fr) #d.date]
    #v(-2.2mm)
    #hair
  ],
  footer: context align(center, label(d.labels.page.replace("[n]", str(counter(page).get().first())).replace("[all]", str(counter(page).final().first())))),
)

#v(2mm)
#heading(level: 1, d.title)
#v(8mm)
#block[#set text(size: size * 1.12); #d.preamble]
#v(4mm)
#for article in d.articles [
  #block(breakable: true, width: 100%)[
    #hair
    #v(2.5mm)
    #grid(
      columns: (24mm, 1fr), column-gutter: 5mm,
      label(article.label),
      [
        #heading(level: 2, outlined: true)[#text(size: size * 1.14, article.title)]
        #v(if rtl { 5mm } else { 3.6mm })
        #article.text
      ],
    )
    #v(2mm)
  ]
]
#hair
#v(3mm)
#block[#set text(size: size * 1.12); #d.closing]
#if d.note != "" [
  #v(3mm)
  #label(d.note)
]

#for version in d.versions [
  #pagebreak()
  #heading(level: 1, version.title)
  #v(5mm)
  #for line in version.count [#line #parbreak()]
  #if version.organisations.len() > 0 [
    #v(4mm)
    #rule
    #v(3mm)
    #heading(level: 2, d.labels.organisations)
    #v(5mm)
    #columns(2, gutter: 8mm)[
      #for country in version.organisations [
        #block(sticky: true, above: 7mm, below: 4mm, heading(level: 3, text(font: voice, size: if rtl { 11pt } else { 9pt }, weight: "regular", fill: signal, country.name)))
        #list(marker: none, indent: 0pt, body-indent: 0pt, tight: false, spacing: if rtl { 4.2mm } else { 3.6mm },
          ..country.names.map(name => block(breakable: false, width: 100%)[
            #said(name)
            #if name.also != none [#v(2mm) #said(name.also, size: size * 0.82, fill: ink2)]
          ]))
      ]
    ]
  ]
  #if version.people.len() > 0 [
    #v(6mm)
    #rule
    #v(3mm)
    #block(sticky: true, heading(level: 2, d.labels.people))
    #v(3mm)
    #columns(3, gutter: 6mm)[
      #list(marker: none, indent: 0pt, body-indent: 0pt, tight: false, spacing: 2.8mm,
        ..version.people.map(name => said(name, size: size * 0.9)))
    ]
  ]
  #if version.counted.len() > 0 [
    #v(6mm)
    #rule
    #v(3mm)
    #block(sticky: true, heading(level: 2, d.labels.counted))
    #v(3mm)
    #for line in version.counted [#line #parbreak()]
  ]
]

#v(9mm)
#block(breakable: false, width: 100%)[
  #rule
  #v(3mm)
  #heading(level: 2, d.labels.check)
  #v(4mm)
  #set text(size: size * 0.88)
  #for fact in d.facts [
    #grid(columns: (40mm, 1fr), column-gutter: 4mm,
      label(fact.term),
      said(fact.value, ..if fact.mono { (font: "DejaVu Sans Mono", size: 7.4pt) } else { (size: size * 0.88) }))
    #v(1.6mm)
  ]
]
`;
