"""Other libraries, each doing the same with the same dossier; a module for each environment."""
