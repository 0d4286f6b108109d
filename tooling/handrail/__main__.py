"""Run the command line with `python -m handrail`."""

from handrail.cli import main

main()
