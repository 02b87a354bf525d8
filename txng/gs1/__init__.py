"""The language of GS1: keys, element strings, Digital Link, EPC URIs, CBV and EPCIS 2.0."""
