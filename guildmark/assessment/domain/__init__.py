"""Pure calculation: uploads, manifests, scoring."""
