"""Values to text: tables and findings in every format, in the reader's language."""
