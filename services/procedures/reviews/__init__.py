"""Review rounds (rà soát, đơn giản hóa): targets, proposals and results."""
