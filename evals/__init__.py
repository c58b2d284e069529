"""Scores against the gold: ours, a naive floor and the goal, side by side; floors that only rise.

`python -m evals` prints the tables and appends a dated line to `evals/results.jsonl`.
The gold and the scorers stand beside the checkout in `../shared`; nothing of their text is kept here.
"""
