"""The handbook as a site: pages from the register, staged as plain files, rendered by MkDocs."""
