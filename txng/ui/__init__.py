"""The frame: base templates, tables, paging, charts, the forms' look, the refusal page."""
