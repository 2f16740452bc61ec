"""The bundled rules, one folder for each pack."""
