"""One line on every command of the house, in the order of ``kaohe --help``; each is the first line of its help."""

SUMMARIES = {
    "demo": "Show on example data what kaohe does.",
    "schemes": "List the schemes that are installed.",
    "show": "Show a scheme: its tree, formulas, clauses and parameters.",
    "init": "Write a kaohe.toml: schemes, open parameters, unit kinds, calendar.",
    "template": "Write a workbook or CSV files to fill in: what the chosen schemes need.",
    "check": "Check data, or a scheme document.",
    "score": "Score data by one or more schemes.",
    "explain": "Explain one number, or what became of one event.",
    "compare": "Compare schemes, or readings of one scheme, on the same data.",
    "new": "Start a plugin project of your own.",
    "plugins": "List the plugins that are installed and what each gives.",
}
