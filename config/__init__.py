"""The switchboard: settings, addresses, menu and commands. The only place that knows every room."""
