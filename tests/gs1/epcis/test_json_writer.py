"""What is written as JSON-LD can be read by every JSON-LD reader."""

from __future__ import annotations

import orjson

from tests.gs1.epcis.xml_documents import ACTION, HEAD, document
from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.json_writer import write_json
from txng.gs1.epcis.read import read


def test_a_protected_prefix_of_the_standard_is_never_given_another_meaning() -> None:
    """XML calls urn:epcglobal:cbv:mda cbvmda; in GS1's JSON-LD context the name ends in a colon."""
    found = read(
        document(
            f"""<ObjectEvent>{HEAD}<epcList><epc>urn:x:y</epc></epcList>{ACTION}
            <cbvmda:lotNumber xmlns:cbvmda="urn:epcglobal:cbv:mda">L1</cbvmda:lotNumber>
            </ObjectEvent>"""
        )
    )
    body = write_json(found)
    event = orjson.loads(body)["epcisBody"]["eventList"][0]
    declared = [
        context
        for place in (orjson.loads(body), event)
        for context in place.get("@context", [])
        if isinstance(context, dict)
    ]
    assert [context["cbvmda"] for context in declared if "cbvmda" in context] == []
    assert [event_hash(again) for again in read(body).events] == [event_hash(found.events[0])]
