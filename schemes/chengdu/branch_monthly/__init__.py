"""chengdu-branch-monthly: the branch's score of the month and the year."""
