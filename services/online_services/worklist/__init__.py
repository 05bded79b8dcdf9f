"""What officers have to do: the list of an agency, and of an officer."""
