"""The command line: one command per file, thin over kaohe.plugins.session."""
