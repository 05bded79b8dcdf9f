"""The law of publication in the office's own words: it decides, answers with facts, and never saves. Standard library only."""
