"""Long work: the job table says what was asked and what became of it; a worker does it."""
