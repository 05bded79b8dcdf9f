"""What a Decision that is not published yet would change for services and dossiers."""
