"""What can happen to a booking: one module for each thing."""
