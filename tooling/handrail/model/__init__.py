"""Values everything else is made of: no input, no output, no clock."""
