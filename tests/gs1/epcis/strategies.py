"""Random right EPCIS events of every type, for property tests of readers, writers and hashes.

What is drawn keeps every rule of the standard and can be said in JSON and in XML alike: lists of
extension content hold two or more entries (XML cannot tell one entry from a list of one), texts
hold no character that XML forbids.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from txng.gs1.cbv import WORDS, Vocabulary
from txng.gs1.epcis import model

NAMESPACES = {
    "ex": "https://ns.example.com/epcis/",
    "hash": "https://ns.example.org/terms#",
    "terms": "urn:example:terms:",
}

_DIGITS = "0123456789"


def _serial(size: int = 6) -> st.SearchStrategy[str]:
    return st.text(_DIGITS, min_size=1, max_size=size).map(lambda text: "1" + text)


def _padded(width: int) -> st.SearchStrategy[str]:
    return st.text(_DIGITS, min_size=width, max_size=width)


def instances() -> st.SearchStrategy[str]:
    """Identifiers of single objects, as EPC URN or in the scheme of a company."""
    return st.one_of(
        st.builds("urn:epc:id:sgtin:4012345.{}.{}".format, _padded(6), _serial()),
        st.builds("urn:epc:id:sscc:4012345.{}".format, _padded(10)),
        st.builds("urn:epc:id:giai:4012345.{}".format, _serial()),
        st.builds("https://id.example.org/obj/{}".format, _serial()),
    )


def classes() -> st.SearchStrategy[str]:
    """Identifiers of lots and classes."""
    return st.one_of(
        st.builds("urn:epc:class:lgtin:4012345.{}.{}".format, _padded(6), _serial()),
        st.builds("urn:epc:idpat:sgtin:4012345.{}.*".format, _padded(6)),
        st.builds("https://id.example.org/class/{}/lot/{}".format, _serial(), _serial()),
    )


def places() -> st.SearchStrategy[str]:
    """Identifiers of places."""
    return st.one_of(
        st.builds("urn:epc:id:sgln:4012345.{}.{}".format, _padded(5), _serial()),
        st.builds("https://id.example.org/loc/{}".format, _serial()),
    )


def parties() -> st.SearchStrategy[str]:
    """Identifiers of parties."""
    return st.builds("urn:epc:id:pgln:4012345.{}".format, _padded(5))


def own_uris() -> st.SearchStrategy[str]:
    """URIs of a company's own making."""
    return st.builds("https://data.example.org/{}".format, _serial())


def words(vocabulary: Vocabulary) -> st.SearchStrategy[str]:
    """Words of a vocabulary, or a company's own."""
    return st.one_of(st.sampled_from(sorted(WORDS[vocabulary])), own_uris())


def times() -> st.SearchStrategy[str]:
    """Times in UTC, with a fraction or without."""
    return st.builds(
        "20{}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z".format,
        st.integers(10, 30),
        st.integers(1, 12),
        st.integers(1, 28),
        st.integers(0, 23),
        st.integers(0, 59),
        st.integers(0, 59),
        st.sampled_from(["", ".5", ".123", ".000"]),
    )


def texts() -> st.SearchStrategy[str]:
    """Texts that XML can hold, with a visible character at both ends."""
    inner = st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12
    )
    return st.builds("{}{}{}".format, st.sampled_from("aĐ5<&"), inner, st.sampled_from("z\"'>."))


def numbers() -> st.SearchStrategy[int | float]:
    """Numbers that JSON and XML both keep exactly."""
    return st.one_of(
        st.integers(-(2**53), 2**53),
        st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 6) + 0.0),
    )


def names() -> st.SearchStrategy[str]:
    """Names of extension fields in Clark form, some in Vietnamese."""
    local = st.text("abcXYZ_ăđƯệ", min_size=1, max_size=4)
    return st.builds("{{{}}}{}".format, st.sampled_from(sorted(NAMESPACES.values())), local)


def values() -> st.SearchStrategy[Any]:
    """Values of extension fields: texts, numbers, truths, lists and objects of these."""
    leaves = st.one_of(texts(), numbers(), st.booleans())
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(
                inner.filter(lambda value: not isinstance(value, list)), min_size=2, max_size=3
            ),
            st.dictionaries(names(), inner, min_size=1, max_size=3),
        ),
        max_leaves=6,
    )


def extensions() -> st.SearchStrategy[model.Content]:
    """What a user adds to a part of an event; mostly nothing."""
    return st.one_of(st.just({}), st.dictionaries(names(), values(), min_size=1, max_size=2))


def attribute_extensions() -> st.SearchStrategy[model.Content]:
    """What a user adds to sensor data: XML writes these as attributes, which hold text alone."""
    return st.one_of(st.just({}), st.dictionaries(names(), texts(), min_size=1, max_size=2))


def locations() -> st.SearchStrategy[model.Location]:
    """Read points and business locations."""
    return st.builds(model.Location, id=places(), extensions=extensions())


def quantities() -> st.SearchStrategy[list[model.QuantityElement]]:
    """Amounts of different classes: measured, counted, or not known."""
    counts = st.integers(0, 10**9)
    measures = counts | st.floats(0, 1e6).map(lambda value: round(value, 4) + 0.0)
    measured = st.builds(
        model.QuantityElement,
        epc_class=classes(),
        quantity=measures,
        uom=st.sampled_from(["KGM", "LTR", "MTR"]),
    )
    counted = st.builds(model.QuantityElement, epc_class=classes(), quantity=counts)
    unknown = st.builds(model.QuantityElement, epc_class=classes())
    return st.lists(
        measured | counted | unknown, max_size=3, unique_by=lambda amount: amount.epc_class
    )


def _distinct(one: st.SearchStrategy[str], *, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(one, min_size=least, max_size=4, unique=True)


def sensor_elements() -> st.SearchStrategy[model.SensorElement]:
    """Reports with metadata or without."""
    number = st.none() | numbers()
    report = st.builds(
        model.SensorReport,
        type=words(Vocabulary.MEASUREMENT_TYPE),
        component=st.none() | words(Vocabulary.COMPONENT),
        value=number,
        min_value=number,
        s_dev=number,
        string_value=st.none() | texts(),
        boolean_value=st.none() | st.booleans(),
        hex_binary_value=st.none() | st.just("F0F0"),
        uri_value=st.none() | own_uris(),
        uom=st.none() | st.sampled_from(["CEL", "KEL", "C35"]),
        extensions=attribute_extensions(),
    )
    metadata = st.builds(
        model.SensorMetadata,
        time=st.none() | times(),
        device_id=st.none() | instances(),
        raw_data=st.none() | own_uris(),
        biz_rules=st.none() | own_uris(),
        extensions=attribute_extensions(),
    )
    return st.builds(
        model.SensorElement,
        sensor_metadata=st.none() | metadata,
        sensor_report=st.lists(report, min_size=1, max_size=2),
        extensions=extensions(),
    )


def _typed(
    kind: type[Any], field: str, identifiers: st.SearchStrategy[str], vocabulary: Vocabulary
) -> st.SearchStrategy[list[Any]]:
    one = st.builds(kind, **{field: identifiers, "type": words(vocabulary)})
    return st.lists(one, max_size=2, unique_by=lambda entry: (getattr(entry, field), entry.type))


def _when() -> dict[str, st.SearchStrategy[Any]]:
    declaration = st.builds(
        model.ErrorDeclaration,
        declaration_time=times(),
        reason=st.none() | words(Vocabulary.ERROR_REASON),
        corrective_event_ids=_distinct(st.builds("urn:uuid:{}".format, st.uuids())),
        extensions=extensions(),
    )
    return {
        "event_time": times(),
        "event_time_zone_offset": st.sampled_from(["+07:00", "-05:30", "+00:00"]),
        "record_time": st.none() | times(),
        "event_id": st.none() | st.builds("urn:uuid:{}".format, st.uuids()),
        "certification_info": _distinct(own_uris()),
        "error_declaration": st.none() | declaration,
        "extensions": extensions(),
    }


def _step() -> dict[str, st.SearchStrategy[Any]]:
    lasting = st.builds(
        model.PersistentDisposition,
        set=_distinct(words(Vocabulary.DISPOSITION), least=1),
        unset=_distinct(words(Vocabulary.DISPOSITION)),
    )
    return {
        **_when(),
        "biz_step": st.none() | words(Vocabulary.BIZ_STEP),
        "disposition": st.none() | words(Vocabulary.DISPOSITION),
        "persistent_disposition": st.none() | lasting,
        "read_point": st.none() | locations(),
        "biz_location": st.none() | locations(),
        "biz_transaction_list": _typed(
            model.BizTransaction,
            "biz_transaction",
            own_uris(),
            Vocabulary.BIZ_TRANSACTION_TYPE,
        ),
        "source_list": _typed(model.Source, "source", parties(), Vocabulary.SOURCE_DEST_TYPE),
        "destination_list": _typed(
            model.Destination, "destination", parties(), Vocabulary.SOURCE_DEST_TYPE
        ),
        "sensor_element_list": st.lists(sensor_elements(), max_size=2),
    }


def _ilmd() -> st.SearchStrategy[model.Content | None]:
    return st.none() | st.dictionaries(names(), values(), min_size=1, max_size=3)


def object_events() -> st.SearchStrategy[model.ObjectEvent]:
    """ObjectEvents; ilmd only where objects begin to exist."""
    common: dict[str, Any] = {
        **_step(),
        "epc_list": _distinct(instances(), least=1),
        "quantity_list": quantities(),
    }
    return st.one_of(
        st.builds(model.ObjectEvent, action=st.just("ADD"), ilmd=_ilmd(), **common),
        st.builds(model.ObjectEvent, action=st.sampled_from(["OBSERVE", "DELETE"]), **common),
    )


def aggregation_events() -> st.SearchStrategy[model.AggregationEvent]:
    """AggregationEvents."""
    return st.builds(
        model.AggregationEvent,
        action=st.sampled_from(["ADD", "OBSERVE", "DELETE"]),
        parent_id=instances(),
        child_epcs=_distinct(instances(), least=1),
        child_quantity_list=quantities(),
        **_step(),
    )


def association_events() -> st.SearchStrategy[model.AssociationEvent]:
    """AssociationEvents."""
    return st.builds(
        model.AssociationEvent,
        action=st.sampled_from(["ADD", "OBSERVE", "DELETE"]),
        parent_id=instances() | places(),
        child_epcs=_distinct(instances(), least=1),
        child_quantity_list=quantities(),
        **_step(),
    )


def transaction_events() -> st.SearchStrategy[model.TransactionEvent]:
    """TransactionEvents."""
    transactions = st.builds(
        model.BizTransaction,
        biz_transaction=own_uris(),
        type=words(Vocabulary.BIZ_TRANSACTION_TYPE),
    )
    common = _step() | {
        "biz_transaction_list": st.lists(
            transactions, min_size=1, max_size=2, unique_by=lambda t: t.biz_transaction
        )
    }
    return st.builds(
        model.TransactionEvent,
        action=st.sampled_from(["ADD", "OBSERVE", "DELETE"]),
        parent_id=st.none() | instances(),
        epc_list=_distinct(instances(), least=1),
        quantity_list=quantities(),
        **common,
    )


def transformation_events() -> st.SearchStrategy[model.TransformationEvent]:
    """TransformationEvents."""
    return st.builds(
        model.TransformationEvent,
        input_epc_list=_distinct(instances(), least=1),
        input_quantity_list=quantities(),
        output_epc_list=_distinct(instances(), least=1),
        output_quantity_list=quantities(),
        transformation_id=st.none() | own_uris(),
        ilmd=_ilmd(),
        **_step(),
    )


def events() -> st.SearchStrategy[model.Event]:
    """Events of the five standard types."""
    return st.one_of(
        object_events(),
        aggregation_events(),
        association_events(),
        transaction_events(),
        transformation_events(),
    )


def documents() -> st.SearchStrategy[model.Document]:
    """EPCISDocuments of a few events, with the prefixes of `NAMESPACES`."""
    return st.builds(
        model.Document,
        kind=st.sampled_from(["EPCISDocument", "EPCISQueryDocument"]),
        schema_version=st.just("2.0"),
        creation_date=times(),
        query_name=st.just("SimpleEventQuery"),
        namespaces=st.just(NAMESPACES),
        events=st.lists(events(), min_size=1, max_size=2),
    )
