"""The portal's doors."""
