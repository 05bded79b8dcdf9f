"""The clock of dossiers: when a time limit begins, what pauses it, and the appointment that it gives."""
