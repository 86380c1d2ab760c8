"""What a file says of itself: title, language, date, and the standards it keeps (XMP, ISO 16684-1).

In: a title, a language and a `Finish`. Out: the XMP packet and the information dictionary. The date is the day of the
facts, never the day of the build: equal signs are equal bytes.
"""

from __future__ import annotations

import hashlib
from html import escape

from signs.pdf.finish import Finish

PRODUCER = "city directory"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


def xmp(title: str, language: str, finish: Finish) -> bytes:
    """Write the metadata packet."""
    day = f"{finish.day}T00:00:00Z"
    number = hashlib.sha256(f"{title} {language} {finish}".encode()).hexdigest()[:32]
    simple = {
        "xmp:CreateDate": day,
        "xmp:ModifyDate": day,
        "xmp:MetadataDate": day,
        "xmp:CreatorTool": PRODUCER,
        "pdf:Producer": PRODUCER,
        "pdf:Trapped": "False",
        "xmpMM:DocumentID": f"uuid:{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:]}",
        "xmpMM:RenditionClass": "default",
        "xmpMM:VersionID": "1",
        "pdfuaid:part": "1",
    }
    if finish.profile:
        simple["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
    lines = "".join(f"<{key}>{value}</{key}>" for key, value in simple.items())
    declared = "".join(f' xmlns:{key}="{uri}"' for key, uri in _NAMESPACES.items())
    name, tag = escape(title, quote=False), escape(language, quote=False)
    title_of = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{name}</rdf:li></rdf:Alt></dc:title>'
    spoken = f"<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li></rdf:Bag></dc:language>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{declared}><dc:format>application/pdf</dc:format>{title_of}{spoken}{lines}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def info(title: str, finish: Finish) -> str:
    """Write the information dictionary (14.3.3), which printers' programs still read."""
    day = f"(D:{finish.day.replace('-', '')}000000Z)"
    named = f"<FEFF{title.encode('utf-16-be').hex().upper()}>"
    version = "/GTS_PDFXVersion(PDF/X-4)" if finish.profile else ""
    keys = f"/Title{named}/Producer({PRODUCER})/Creator({PRODUCER})/CreationDate{day}/ModDate{day}/Trapped/False"
    return f"<<{keys}{version}>>"
