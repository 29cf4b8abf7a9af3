"""What the draft screen does to a writer's file, without a screen: every byte that was not edited stays as it was."""
