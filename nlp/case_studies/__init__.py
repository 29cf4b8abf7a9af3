"""Case studies: their names, places, sectors and outcomes."""
