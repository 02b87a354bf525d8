"""One module per `txng` command, each with `main(asked) -> exit code`; it prints, others do not."""
