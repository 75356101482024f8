printf 'Authorization: Bearer %s' "$TOKEN" | curl -sS -H @- https://api.datadoghq.eu/api/v1/monitor
