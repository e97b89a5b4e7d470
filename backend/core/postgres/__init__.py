"""The Django database backend: PostgreSQL's, whose statements say whose they are."""
