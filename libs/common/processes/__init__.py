"""The commands of a service: `python -m procedures api | relay | consume | migrate | verify | rebuild | deadletters | all`."""
