"""WHO AND WHERE: administrative units, organisations, people, their rights, and places."""
