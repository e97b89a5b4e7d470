#!/bin/sh
# Writes the servers: plain ones, or with TLS when both TLS_CERTIFICATE and TLS_KEY are given.
set -eu
out=/etc/nginx/conf.d/servers.conf

stop() {
    echo "$1" >&2
    exit 1
}

tls=""
if [ -n "${TLS_CERTIFICATE:-}" ] || [ -n "${TLS_KEY:-}" ]; then
    [ -n "${TLS_CERTIFICATE:-}" ] && [ -n "${TLS_KEY:-}" ] ||
        stop "TLS needs both TLS_CERTIFICATE and TLS_KEY, the names of two files in TLS_FOLDER."
    for file in "$TLS_CERTIFICATE" "$TLS_KEY"; do
        [ -r "/tls/$file" ] || stop "TLS: $file is not in TLS_FOLDER, or can't be read."
    done
    tls=yes
fi

# The address of a proxy before this one, whose word about the client is taken.
real_ip=""
for network in $(echo "${EDGE_PROXIES:-}" | tr ',' ' '); do
    real_ip="$real_ip set_real_ip_from $network;"
done
[ -z "$real_ip" ] || real_ip="$real_ip real_ip_header X-Forwarded-For; real_ip_recursive on;"

scheme() { # whether people come by https, here or at a proxy before
    case "${PUBLIC_URL:-}" in https:*) echo https ;; *) echo http ;; esac
}

web_server() { # LISTEN...
    cat <<END
server {
    $1
    $real_ip
    set \$public_scheme $(scheme);
    include /etc/nginx/routes/django.inc;
    include /etc/nginx/routes/errors.inc;
    location / {
        set \$next http://frontend:3000;
        proxy_pass \$next;
        proxy_buffering off;
        add_header X-Request-Id \$request_id always;
    }
    location /_next/static/ {
        set \$next http://frontend:3000;
        proxy_pass \$next;
        gzip_static off;
    }
}
END
}

{
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
    return 308 https://\$host\$request_uri;
}
END
    else
        web_server "listen 3000;"
        cat <<END
server {
    listen 8000;
    $real_ip
    set \$public_scheme $(scheme);
    include /etc/nginx/routes/django.inc;
    include /etc/nginx/routes/errors.inc;
    location / {
        return 302 /api/docs/;
    }
}
END
    fi
} >"$out"
