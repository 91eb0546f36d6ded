"""What a roster is and how one is made. Knows no rule, no web page and no database."""
