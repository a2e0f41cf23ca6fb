"""staff-five-ratings: attitude, efficiency, knowledge, teamwork, satisfaction."""
