curl -sS https://api.datadoghq.com/oauth2/v1/token -H 'Content-Type: application/x-www-form-urlencoded' -d @token-body.txt
