"""The domain: what is assessed, how a document becomes numbers, and why a number is what it is."""
