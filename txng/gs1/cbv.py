"""The vocabularies of GS1 Core Business Vocabulary 2.0 in every spelling of their words.

A word has up to four spellings, all of the same meaning (CBV 2.0, sections 7 and 8):
the bare word of JSON (`shipping`), the compact URI (`cbv:BizStep-shipping`), the Web URI
(`https://ref.gs1.org/cbv/BizStep-shipping`) and, for the vocabularies that CBV 1.x already had,
the URN (`urn:epcglobal:cbv:bizstep:shipping`). Inside the program the bare word is used; a value
that is no standard word (a company's own URI) is kept as it is.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

CBV_WEB: Final = "https://ref.gs1.org/cbv/"
GS1_WEB: Final = "https://gs1.org/voc/"
_CBV_WEB_OLD: Final = "https://ns.gs1.org/cbv/"
_GS1_WEB_OLD: Final = "https://www.gs1.org/voc/"
_CBV_URN: Final = "urn:epcglobal:cbv:"


class Vocabulary(Enum):
    """A CBV vocabulary; the value is its name as people write it."""

    BIZ_STEP = "BizStep"
    DISPOSITION = "Disp"
    BIZ_TRANSACTION_TYPE = "BTT"
    SOURCE_DEST_TYPE = "SDT"
    ERROR_REASON = "ER"
    COMPONENT = "Comp"
    MEASUREMENT_TYPE = "MeasurementType"
    SENSOR_ALERT = "SensorAlertType"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WORDS: Final[dict[Vocabulary, frozenset[str]]] = {
    Vocabulary.BIZ_STEP: _words("""accepting arriving assembling collecting commissioning
    consigning creating_class_instance
        cycle_counting decommissioning departing destroying disassembling dispensing encoding
        entering_exiting holding inspecting installing killing loading other packing picking
        receiving removing repackaging repairing replacing reserving retail_selling sampling
        sensor_reporting shipping staging_outbound stock_taking stocking storing transporting
        unloading unpacking void_shipping"""),
    Vocabulary.DISPOSITION: _words("""active available completeness_inferred completeness_verified
    conformant container_closed
        container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit
        inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement
        no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved
        retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable
        unknown"""),
    Vocabulary.BIZ_TRANSACTION_TYPE: _words(
        """bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"""
    ),
    Vocabulary.SOURCE_DEST_TYPE: _words("location owning_party possessing_party"),
    Vocabulary.ERROR_REASON: _words("did_not_occur incorrect_data"),
    Vocabulary.COMPONENT: _words("""altitude axial_distance azimuth easting elevation_angle height
    latitude longitude northing
        polar_angle spherical_radius x y z"""),
    Vocabulary.MEASUREMENT_TYPE: _words("""AbsoluteHumidity AbsorbedDose AbsorbedDoseRate
    Acceleration Altitude AmountOfSubstance
        AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity
        Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent
        DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity
        ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance
        KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity
        MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration
        MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass
        MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity
        Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension
        Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux
        Wavenumber"""),
    Vocabulary.SENSOR_ALERT: _words("ALARM_CONDITION ERROR_CONDITION"),
}

# Measurement types and sensor alerts live in the GS1 Web Vocabulary and have no word before the
# hyphen.
_WEB_STEM: Final[dict[Vocabulary, str]] = {
    vocabulary: GS1_WEB
    if vocabulary in {Vocabulary.MEASUREMENT_TYPE, Vocabulary.SENSOR_ALERT}
    else f"{CBV_WEB}{vocabulary.value}-"
    for vocabulary in Vocabulary
}
_CURIE_STEM: Final[dict[Vocabulary, str]] = {
    vocabulary: stem.replace(CBV_WEB, "cbv:").replace(GS1_WEB, "gs1:")
    for vocabulary, stem in _WEB_STEM.items()
}
# CBV 1.x knew five vocabularies, in lower case.
_URN_STEM: Final[dict[Vocabulary, str]] = {
    Vocabulary.BIZ_STEP: f"{_CBV_URN}bizstep:",
    Vocabulary.DISPOSITION: f"{_CBV_URN}disp:",
    Vocabulary.BIZ_TRANSACTION_TYPE: f"{_CBV_URN}btt:",
    Vocabulary.SOURCE_DEST_TYPE: f"{_CBV_URN}sdt:",
    Vocabulary.ERROR_REASON: f"{_CBV_URN}er:",
}


def _stems(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every text that may stand before a word of the vocabulary."""
    web = _WEB_STEM[vocabulary]
    stems = [web, _CURIE_STEM[vocabulary]]
    stems += [web.replace("https://", "http://", 1)]
    for new, old in ((CBV_WEB, _CBV_WEB_OLD), (GS1_WEB, _GS1_WEB_OLD)):
        if web.startswith(new):
            stems += [web.replace(new, old), web.replace(new, old.replace("https://", "http://"))]
    if vocabulary in _URN_STEM:
        stems.append(_URN_STEM[vocabulary])
    return tuple(stems)


_STEMS: Final = {vocabulary: _stems(vocabulary) for vocabulary in Vocabulary}

BARE: Final[dict[Vocabulary, dict[str, str]]] = {
    vocabulary: {
        stem + word: word for word in WORDS[vocabulary] for stem in ("", *_STEMS[vocabulary])
    }
    for vocabulary in Vocabulary
}
"""For each vocabulary, every known spelling of every standard word → the bare word."""

WEB: Final[dict[Vocabulary, dict[str, str]]] = {
    vocabulary: {
        spelling: _WEB_STEM[vocabulary] + word for spelling, word in BARE[vocabulary].items()
    }
    for vocabulary in Vocabulary
}
"""For each vocabulary, every known spelling of every standard word → its Web URI."""


def bare(vocabulary: Vocabulary, text: str) -> str | None:
    """Return the bare word of a standard value in any spelling, or None when it is no standard
    word.

    >>> bare(Vocabulary.BIZ_STEP, "urn:epcglobal:cbv:bizstep:shipping")
    'shipping'
    """
    return BARE[vocabulary].get(text)


def neutral(vocabulary: Vocabulary, text: str) -> str:
    """Return the bare word of a standard value, and any other value as it is.

    A word that GS1's own Web Vocabulary may have beyond the standard's list becomes a compact URI
    (`gs1:EffectiveDoseRate`), the one spelling that every format allows.
    """
    known = BARE[vocabulary].get(text)
    if known is None and text.startswith(GS1_WEB) and _WEB_STEM[vocabulary] == GS1_WEB:
        return _CURIE_STEM[vocabulary] + text[len(GS1_WEB) :]
    return text if known is None else known


def web_uri(vocabulary: Vocabulary, text: str) -> str:
    """Return the Web URI of a standard value in any spelling (CBV 2.0, section 8.9, event hash).

    A URN, compact URI or old Web URI of the vocabulary with a word that the standard does not list
    still gets the stem of the Web URI; every other value is returned as it is.

    >>> web_uri(Vocabulary.SOURCE_DEST_TYPE, "location")
    'https://ref.gs1.org/cbv/SDT-location'
    """
    known = WEB[vocabulary].get(text)
    if known is not None:
        return known
    for stem in _STEMS[vocabulary]:
        if text.startswith(stem):
            return _WEB_STEM[vocabulary] + text[len(stem) :]
    return text


def urn(vocabulary: Vocabulary, text: str) -> str:
    """Return the CBV 1.x URN of a standard value; a word without one gets its Web URI.

    >>> urn(Vocabulary.DISPOSITION, "in_transit")
    'urn:epcglobal:cbv:disp:in_transit'
    """
    word = BARE[vocabulary].get(text)
    if word is None:
        return text
    return _URN_STEM.get(vocabulary, _WEB_STEM[vocabulary]) + word


def curie(vocabulary: Vocabulary, text: str) -> str:
    """Return the compact URI of a standard value (`cbv:BizStep-shipping`, `gs1:Temperature`)."""
    word = BARE[vocabulary].get(text)
    return text if word is None else _CURIE_STEM[vocabulary] + word


def belongs_to_cbv(vocabulary: Vocabulary, text: str) -> bool:
    """Say whether a value claims by its stem to be of this vocabulary, known word or not."""
    return text.startswith(_STEMS[vocabulary])
