curl --silent --show-error --request POST https://api.datadoghq.com/oauth2/v1/token \
  --data-urlencode 'grant_type=authorization_code' --data-urlencode "client_id=8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84" \
  --data-urlencode "client_secret=Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti" \
  --data-urlencode "redirect_uri=https://app.cirrus-ops.example/integrations/datadog/callback" --data-urlencode code=nB4kQ8wEr2TyUi6OpL0z
