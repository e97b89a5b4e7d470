# The cluster's memory: who leads, and which standby confirms.
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends etcd-server etcd-client \
    && rm -rf /var/lib/apt/lists/* && install -d -o nobody -g nogroup -m 700 /data
USER nobody
VOLUME /data
ENV ETCDCTL_API=3
CMD ["etcd"]
