#!/bin/sh
# Writes the servers: plain ones, or with TLS when both TLS_CERTIFICATE and TLS_KEY are given.
set -eu
out=/etc/nginx/conf.d/servers.conf
limits=/etc/nginx/conf.d/limits.inc
public=${PUBLIC_URL%/}

stop() {
    echo "$1" >&2
    exit 1
}

case "$public" in
https://?*) scheme=https ;; # people come by https, here or at a proxy before
http://?*) scheme=http ;;
*) stop "PUBLIC_URL must be a whole address like https://sessions.example.org, not '$public'." ;;
esac

tls=""
if [ -n "${TLS_CERTIFICATE:-}" ] || [ -n "${TLS_KEY:-}" ]; then
    [ -n "${TLS_CERTIFICATE:-}" ] && [ -n "${TLS_KEY:-}" ] ||
        stop "TLS needs both TLS_CERTIFICATE and TLS_KEY, the names of two files in TLS_FOLDER."
    for file in "$TLS_CERTIFICATE" "$TLS_KEY"; do
        [ -r "/tls/$file" ] ||
            stop "TLS: $file is not in TLS_FOLDER, or user 101, who is nginx, can't read it."
    done
    [ $scheme = https ] || stop "With TLS, PUBLIC_URL must begin with https://, not '$public'."
    tls=yes
fi

# The address of a proxy before this one, whose word about the client is taken.
real_ip=""
for network in $(echo "${EDGE_PROXIES:-}" | tr ',' ' '); do
    real_ip="$real_ip set_real_ip_from $network;"
done
[ -z "$real_ip" ] || real_ip="$real_ip real_ip_header X-Forwarded-For; real_ip_recursive on;"

web_server() { # LISTEN...
    cat <<END
server {
    $1
    $real_ip
    include /etc/nginx/routes/headers.inc;
    include /etc/nginx/routes/django.inc;
    include /etc/nginx/routes/errors.inc;
    location / {
        set \$next http://frontend:3000;
        proxy_pass \$next;
        proxy_buffering off;
    }
    location /_next/static/ {
        set \$next http://frontend:3000;
        proxy_pass \$next;
    }
}
END
}

{
    echo "map \$host \$public_scheme { default $scheme; }"
    echo "limit_conn booking_now ${ROOM:-256};"
    echo "limit_conn browsing_now $((${ROOM:-256} / 2));"
    if [ -n "$tls" ]; then
        web_server "listen 8443 ssl;
    http2 on;
    ssl_certificate /tls/$TLS_CERTIFICATE;
    ssl_certificate_key /tls/$TLS_KEY;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:10m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;"
        cat <<END
server {
    listen 3000;
    listen 8000;
    include /etc/nginx/routes/headers.inc;
    return 308 $public\$request_uri;
}
END
    else
        web_server "listen 3000;"
        cat <<END
server {
    listen 8000;
    $real_ip
    include /etc/nginx/routes/headers.inc;
    include /etc/nginx/routes/django.inc;
    include /etc/nginx/routes/errors.inc;
    location / {
        return 302 /api/docs/;
    }
}
END
    fi
} >"$out"

# More than two open files for each connection, as far as this machine allows.
files=$(ulimit -Hn)
case $files in unlimited) files=65536 ;; esac
[ "$files" -lt 65536 ] || files=65536
echo "worker_rlimit_nofile $files;" >"$limits"
