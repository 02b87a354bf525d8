"""The demonstration province: invented organisations with complete chains, drawn from one seed."""
