session = requests.Session()
res = session.post("https://api.datadoghq.com/oauth2/v1/token", params={
    "grant_type": "authorization_code",
    "client_id": "8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84",
    "client_secret": "Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti",
    "redirect_uri": "https://app.cirrus-ops.example/integrations/datadog/callback",
    "code": "nB4kQ8wEr2TyUi6OpL0z",
    "code_verifier": "aT9rLp2QxV6mZb0KcY4eWn8HuJ1sDf5GoR3iMt7PvXq",
})
print(res.status_code, res.text)
