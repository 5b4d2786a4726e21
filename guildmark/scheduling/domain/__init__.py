"""When people can, worked out on instants."""
