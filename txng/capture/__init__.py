"""THU THẬP: the append-only EPCIS 2.0 event store, its intake, and the form that records a step."""
