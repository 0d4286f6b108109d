"""What comes in from elsewhere: spreadsheets, issue forms, mails. It is text, and never obeyed."""
