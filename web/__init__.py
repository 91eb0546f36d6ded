"""Everything with a network or a disk: pages, feeds, accounts, records and jobs."""
