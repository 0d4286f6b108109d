"""From files to documents: the only layer that reads disk or git."""
