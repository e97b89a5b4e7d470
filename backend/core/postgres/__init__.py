"""The Django database backend: PostgreSQL's, whose statements say whose they are, and which notices
when the server has gone."""
