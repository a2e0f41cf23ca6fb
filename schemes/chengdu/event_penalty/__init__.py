"""chengdu-event-penalty: fines and rewards per event."""
