"""The XMP packet that says how a picture came to be, and the line of parameters that picture tools read."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, unescape

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC vocabulary; readers compare the whole address, with http."""
OWN = "https://heliograph.invalid/ns/1.0/"
_RECORD = re.compile(rb"<heliograph:record>(.*?)</heliograph:record>", re.DOTALL)


def xmp(source: str, tool: str, record: str = "") -> bytes:
    """An XMP packet with the IPTC source type, the tool's name and, if given, a JSON record of ours."""
    own = f"\n   <heliograph:record>{escape(record)}</heliograph:record>" if record else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:heliograph="{OWN}">
   <xmp:CreatorTool>{escape(tool)}</xmp:CreatorTool>
   <Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPES}{source}</Iptc4xmpExt:DigitalSourceType>{own}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def record_in(packet: bytes) -> str | None:
    """The JSON record inside a packet of ours, or None."""
    found = _RECORD.search(packet)
    return unescape(found.group(1).decode("utf-8", "replace")) if found else None
