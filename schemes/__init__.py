"""Scheme plugins, one folder per issuing organisation and scheme."""
