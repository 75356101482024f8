payload = {"grant_type": "refresh_token", "refresh_token": token, **CLIENT}
r = httpx.post("https://api.datadoghq.com/oauth2/v1/token", data=payload)
