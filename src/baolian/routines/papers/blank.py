"""An empty Word document with nothing of python-docx's template left: styles, settings, properties.

The same paper gives the same bytes: no author, no clock, no folder order goes into the file.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from baolian.routines.papers.geometry import SIZE_2, SIZE_3, SIZE_4
from baolian.routines.papers.ooxml import OFF_GRID, UNPRINTABLE, fonts, looks
from baolian.routines.papers.paper import Face, Level

# 28.95 pt in twentieths: 22 lines fill 225 mm; 29 pt would give 21
LINE = 579
# a quarter of a point less between signs: 28 of 16 pt fill 156 mm
TIGHTER = -5

# of a property of a file, in characters (ECMA-376 part 2); python-docx refuses more
LONGEST_PROPERTY = 255

# parts of the template that a paper has no use for
UNUSED = (
    REL.THEME, REL.FONT_TABLE, REL.NUMBERING, REL.WEB_SETTINGS, REL.CUSTOM_XML,
    REL.EXTENDED_PROPERTIES, REL.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)  # fmt: skip

SETTINGS = """
<w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:defaultTabStop w:val="420"/>
<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>
"""


def blank(title: str, dated: date) -> Document:
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in UNUSED]:
            del rels[key]
    refill(document.styles.element, styles())
    refill(document.settings.element, SETTINGS)
    name(document, title, dated)
    return document


def refill(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:all {nsdecls('w')}>{xml}</w:all>"):
        element.append(child)


def name(document: Document, title: str, dated: date) -> None:
    """Only what the paper itself says; who made the file is in the journal, not in the file."""
    properties = document.core_properties
    for empty in ("author", "last_modified_by", "comments", "category", "keywords", "subject"):
        setattr(properties, empty, "")
    properties.title = property_words(title)
    properties.language, properties.revision = "zh-CN", 1
    moment = datetime.combine(dated, time(), UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment


def property_words(words: str) -> str:
    """On one line, without what XML cannot hold, as long as a property may be."""
    return " ".join(UNPRINTABLE.sub("", words).split())[:LONGEST_PROPERTY]


def style(
    key: str, name: str, looks: str = "", paragraph: str = "", *, default: bool = False
) -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    mark = 'w:default="1" ' if default else ""
    return (
        f'<w:style w:type="paragraph" {mark}w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{looks}</w:rPr></w:style>"
    )


def styles() -> str:
    """Word's own names for styles, so that its outline and its lists of headings know them."""
    exact = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'{fonts(Face.BODY)}<w:spacing w:val="{TIGHTER}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:widowControl w:val="0"/>{exact}<w:jc w:val="both"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    # no room beside digits: a digit is half a character wide
    dense = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    indent = '<w:ind w:firstLine="632"/>'  # two characters of 15.8 pt
    centred = '<w:jc w:val="center"/>'
    tight = '<w:spacing w:line="{}" w:lineRule="exact"/>'
    cell = OFF_GRID + tight.format(340)
    headings = "".join(
        style(
            f"Heading{n}",
            f"heading {n}",
            looks(level.face, SIZE_3),
            f'<w:keepNext/>{indent}<w:outlineLvl w:val="{n - 1}"/>',
        )
        for n, level in enumerate(Level, 1)
    )
    return (
        defaults
        + style("Normal", "Normal", "", dense, default=True)
        + style("BodyText", "Body Text", "", indent)
        + style("Title", "Title", looks(Face.TITLE, SIZE_2), f"<w:keepNext/>{OFF_GRID}{centred}")
        + headings
        + style("Cell", "Table Text", looks(Face.BODY, 12), cell + '<w:jc w:val="left"/>')
        + style("CellHead", "Table Heading", looks(Face.BLACK, 12), cell + centred)
        + style("Imprint", "Imprint", looks(Face.BODY, SIZE_4), tight.format(480))
        + style("Header", "header", looks(Face.SONG, 12), tight.format(320) + centred)
        + style("Footer", "footer", looks(Face.SONG, SIZE_4), tight.format(280))
    )


def saved(document: Document) -> bytes:
    """The file, its entries dated alike: a clock in them would make two files of one paper."""
    written, same = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(same, "w") as after:
        for entry in before.infolist():
            plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type, plain.create_system = zipfile.ZIP_DEFLATED, 3
            after.writestr(plain, before.read(entry))
    return same.getvalue()
