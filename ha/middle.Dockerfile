# HAProxy and PgBouncer: two containers of one image.
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends haproxy pgbouncer \
    && rm -rf /var/lib/apt/lists/*
USER nobody
