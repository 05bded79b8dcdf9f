"""The feature scores: agencies scored and ranked by dated criteria."""
