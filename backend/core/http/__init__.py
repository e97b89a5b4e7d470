"""Everything between HTTP and the domain that is not an app's own."""
