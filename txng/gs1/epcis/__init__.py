"""EPCIS 2.0 documents: typed model, readers and writers for JSON-LD and XML, rules, event hash."""
