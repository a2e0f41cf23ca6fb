"""The contract with the outside: hooks, host, session, readers, reporters, engines and the testing kit."""
