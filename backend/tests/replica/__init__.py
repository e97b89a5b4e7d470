"""A primary and a streaming replica, both real, and the API that reads from the one of them."""
