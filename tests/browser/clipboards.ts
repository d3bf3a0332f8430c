/** What programs put on the clipboard when a text is copied, shortened, and the Markdown that must become of it. */
export interface Clipboard {
  what: string;
  html: string;
  markdown: string;
  /** Whether a picture was left out. */
  refused?: boolean;
}

const word = (
  body: string,
  more = '',
) => `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @font-face {font-family:"Cambria Math";} p.MsoNormal {margin:0in;mso-style-name:Normal;} --></style></head>
<body lang=EN-US style='tab-interval:.5in;word-wrap:break-word'><!--StartFragment-->${body}<!--EndFragment-->${more}</body></html>`;

const item = (level: number, marker: string, text: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 0.5}in;mso-add-space:auto;text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

const google = (body: string) =>
  `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5a1">${body}</b><br class="Apple-interchange-newline">`;

const span =
  'font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;text-decoration:none;white-space:pre-wrap;';

export const clipboards: Clipboard[] = [
  {
    what: 'Word: paragraphs, headings, emphasis',
    html: word(`<h1 style='mso-list:none'>The challenge<o:p></o:p></h1>

<p class=MsoNormal>Private companies <b style='mso-bidi-font-weight:normal'>kill</b> and
are <i>not</i>&nbsp;tried<span style='mso-spacerun:yes'>  </span>anywhere.<o:p></o:p></p>

<p class=MsoNormal><o:p>&nbsp;</o:p></p>

<h2><b>What we want</b><o:p></o:p></h2>
<p class=MsoNormal><span style='color:red'>An end to it.</span><s>Soon.</s></p>`),
    markdown:
      '# The challenge\n\nPrivate companies **kill** and are *not* tried anywhere.\n\n## What we want\n\nAn end to it.~~Soon.~~',
  },
  {
    what: 'Word: lists that are paragraphs, nested',
    html: word(
      `<p class=MsoNormal>We ask:<o:p></o:p></p>${item(1, '·', 'one')}${item(2, 'o', 'one a')}${item(2, 'o', 'one b')}${item(1, '·', '<b>two</b>')}<p class=MsoNormal>and</p>${item(1, '3.', 'third')}${item(1, '4.', 'fourth')}`,
    ),
    markdown: 'We ask:\n\n- one\n  - one a\n  - one b\n- **two**\n\nand\n\n3. third\n4. fourth',
  },
  {
    what: 'Word: tracked changes, comments, smart tags, pictures',
    html: word(`<p class=MsoNormal>In <st1:City w:st="on"><st1:place w:st="on">Baghdad</st1:place></st1:City>, <del cite="mailto:x" datetime="2020-01-01T10:00"><span class=msoDel>ten</span></del><ins cite="mailto:x"><span class=msoIns>seventeen</span></ins>
people<a style='mso-comment-reference:AB_1'></a><span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[AB1]</a></span> died.<!--[if gte vml 1]><v:shape id="x"><v:imagedata src="file:///C:/Temp/msohtmlclip1/image001.png"/></v:shape><![endif]--><![if !vml]><img width=200 src="file:///C:/Temp/msohtmlclip1/image001.png" v:shapes="x"><![endif]><o:p></o:p></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Check this!</p></div></div>`),
    markdown: 'In Baghdad, seventeen people died.',
    refused: true,
  },
  {
    what: 'Word: footnotes',
    html: word(
      `<p class=MsoNormal>Killed<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> there.<o:p></o:p></p>`,
      `<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> The <b>judgment</b> of 2014.<o:p></o:p></p></div></div>`,
    ),
    markdown: 'Killed[^1] there.\n\n---\n\n[^1]: The **judgment** of 2014.',
  },
  {
    what: 'Word: Arabic, with marks of direction',
    html: word(`<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-IQ style='font-family:"Simplified Arabic",serif;mso-bidi-language:AR-IQ'>وقّعت شركة </span><span dir=LTR></span><span dir=LTR>\u200eBlackwater\u200f</span><span dir=RTL></span><b><span lang=AR-IQ dir=RTL>عقداً</span></b><span lang=AR-IQ> في&nbsp;بغداد.</span><o:p></o:p></p>
<p class=MsoListParagraph dir=RTL style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1-<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]><span dir=RTL></span>المساءلة</p>`),
    markdown: 'وقّعت شركة Blackwater**عقداً** في بغداد.\n\n1. المساءلة',
  },
  {
    what: 'Word: a table',
    html: word(`<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=300 style='padding:0in 5.4pt'><p class=MsoNormal><b>Company<o:p></o:p></b></p></td><td><p class=MsoNormal>Killed | hurt</p></td></tr>
<tr><td><p class=MsoNormal>«A*B»</p></td><td><p class=MsoNormal>17</p></td></tr></table><p class=MsoNormal>After</p>`),
    markdown: '| Company | Killed \\| hurt |\n| --- | --- |\n| «A\\*B» | 17 |\n\nAfter',
  },
  {
    what: 'Google Docs: the bold that is none, the bold that is a span',
    html: google(
      `<h2 dir="ltr" style="line-height:1.38;"><span style="${span}">Our aims</span></h2><p dir="ltr" style="line-height:1.38;"><span style="${span}">No </span><span style="${span.replace('400', '700')}">immunity</span><span style="${span}"> for </span><span style="${span.replace('font-style:normal', 'font-style:italic')}">anyone</span><span style="${span}">.</span></p><br /><p dir="ltr"><a href="https://www.google.com/url?q=https://example.org/a?b%3D1&amp;sa=D&amp;source=editors" style="text-decoration:none;"><span style="${span.replace('none', 'underline')}">The report</span></a></p>`,
    ),
    markdown: '## Our aims\n\nNo **immunity** for *anyone*.\n\n[The report](https://example.org/a?b=1)',
  },
  {
    what: 'Google Docs: nested lists',
    html: google(
      `<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;${span}" aria-level="1"><p dir="ltr" role="presentation"><span style="${span}">one</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span style="${span}">inner</span></p></li></ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="${span}">two</span></p></li></ul><ol><li dir="rtl"><p dir="rtl" role="presentation"><span style="${span}">أولاً</span></p></li></ol>`,
    ),
    markdown: '- one\n  - inner\n- two\n\n1. أولاً',
  },
  {
    what: 'Google Docs: a picture from elsewhere',
    html: google(
      `<p dir="ltr"><span style="${span}">Before</span></p><p dir="ltr"><span style="${span}"><span style="border:none;display:inline-block;overflow:hidden;width:100px;"><img src="https://lh7-rt.googleusercontent.com/docsz/x" width="100" height="50" /></span></span></p>`,
    ),
    markdown: 'Before',
    refused: true,
  },
  {
    what: 'a web page: scripts, forms, hidden text, dangerous links',
    html: `<div class="post" onclick="x()"><script>alert(1)</script><p style="display: none">hidden</p><div>First<br><br>Second<br>line</div><p><a href="javascript:alert(1)">link</a> <a href="#top">up</a> <a href="/relative/x">ours</a></p><blockquote><p>Quoted</p></blockquote><iframe src="https://example.org"></iframe><input value="x"><pre>code  here</pre></div>`,
    markdown: 'First\n\nSecond\\\nline\n\nlink up [ours](/relative/x)\n\n> Quoted\n\n```\ncode  here\n```',
  },
  {
    what: 'LibreOffice: fonts, nested emphasis',
    html: `<!DOCTYPE html><html><head><style type="text/css">p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr"><p style="line-height: 100%"><font face="Liberation Serif"><font size="3"><b>Bold <i>both</i></b><u> under</u></font></font></p>\n\n<ol>\n\t<li><p style="margin-bottom: 0in">a</p></li>\n\t<li><p>b</p></li>\n</ol></body></html>`,
    markdown: '**Bold *both*** under\n\n1. a\n2. b',
  },
];
