"""Rules of the group rest."""
