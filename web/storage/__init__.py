"""Records: the store, its tables and the services that write them."""
