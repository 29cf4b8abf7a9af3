"""The front door: command line, settings, paths, and the pipeline that runs the rooms in order."""
