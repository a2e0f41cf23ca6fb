"""gov-business-incentive: a share of the profit of each quarter."""
