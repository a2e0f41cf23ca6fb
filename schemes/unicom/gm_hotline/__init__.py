"""unicom-gm-hotline: the stage limits of the general manager's hotline 96133, and its own operation next_slot."""
