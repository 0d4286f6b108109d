"""handrail: an IT department's processes and improvements as YAML in git, checked and published."""
