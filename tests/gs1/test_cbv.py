"""CBV words in all their spellings are one word."""

from __future__ import annotations

import pytest

from txng.gs1 import cbv
from txng.gs1.cbv import Vocabulary


def test_the_vocabularies_have_the_words_of_cbv_2_0() -> None:
    assert {vocabulary.value: len(words) for vocabulary, words in cbv.WORDS.items()} == {
        "BizStep": 41,
        "Disp": 33,
        "BTT": 13,
        "SDT": 3,
        "ER": 2,
        "Comp": 14,
        "MeasurementType": 72,
        "SensorAlertType": 2,
    }


@pytest.mark.parametrize("vocabulary", list(Vocabulary))
def test_every_spelling_of_every_word_gives_the_word_and_its_web_uri(
    vocabulary: Vocabulary,
) -> None:
    for word in cbv.WORDS[vocabulary]:
        web = cbv.web_uri(vocabulary, word)
        for spelling in (word, cbv.curie(vocabulary, word), web, cbv.urn(vocabulary, word)):
            assert cbv.bare(vocabulary, spelling) == word
            assert cbv.web_uri(vocabulary, spelling) == web


def test_the_spellings_are_those_of_the_standard() -> None:
    assert (
        cbv.web_uri(Vocabulary.BIZ_STEP, "shipping") == "https://ref.gs1.org/cbv/BizStep-shipping"
    )
    assert cbv.urn(Vocabulary.DISPOSITION, "in_transit") == "urn:epcglobal:cbv:disp:in_transit"
    assert cbv.curie(Vocabulary.BIZ_TRANSACTION_TYPE, "po") == "cbv:BTT-po"
    assert cbv.web_uri(Vocabulary.MEASUREMENT_TYPE, "gs1:Speed") == "https://gs1.org/voc/Speed"
    assert cbv.urn(Vocabulary.COMPONENT, "latitude") == "https://ref.gs1.org/cbv/Comp-latitude"


def test_a_word_of_another_vocabulary_or_of_ones_own_is_no_standard_word() -> None:
    assert cbv.bare(Vocabulary.BIZ_STEP, "in_transit") is None
    assert cbv.bare(Vocabulary.BIZ_STEP, "Shipping") is None
    assert cbv.web_uri(Vocabulary.BIZ_STEP, "https://example.vn/hái") == "https://example.vn/hái"
    assert cbv.neutral(Vocabulary.MEASUREMENT_TYPE, "https://gs1.org/voc/New") == "gs1:New"
