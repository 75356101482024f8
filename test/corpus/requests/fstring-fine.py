def refresh(domain, refresh_token):
    return httpx.post(f"https://api.{domain}/oauth2/v1/token", data={
        "grant_type": "refresh_token", "client_id": CLIENT_ID,
        "client_secret": "Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti", "refresh_token": refresh_token}).json()
