"""The pages on which a team is set up: each changes one part of the team's file and no other."""
