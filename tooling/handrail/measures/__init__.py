"""What is worked out from the records: numbers and orders that views show and rules judge."""
