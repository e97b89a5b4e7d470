# PostgreSQL under Patroni. The context is backend/, for the lock.
FROM postgres:18
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv \
    && rm -rf /var/lib/apt/lists/* && python3 -m venv /opt/patroni
COPY requirements-drill.txt /opt/patroni/
RUN /opt/patroni/bin/pip install --no-cache-dir --require-hashes --no-deps \
    -r /opt/patroni/requirements-drill.txt
USER postgres
ENTRYPOINT []
CMD ["/opt/patroni/bin/patroni", "/etc/patroni.yml"]
