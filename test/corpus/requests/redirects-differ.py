REDIRECT = "http://localhost:8085/callback"
url = "https://app.datadoghq.com/oauth2/v1/authorize?" + urlencode({
    "response_type": "code", "client_id": "8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84", "redirect_uri": REDIRECT, "state": state,
    "code_challenge": challenge, "code_challenge_method": "S256"})
# later
async with aiohttp.ClientSession() as s:
    async with s.post("https://api.datadoghq.com/oauth2/v1/token", data={"grant_type": "authorization_code", "client_id": "8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84",
        "client_secret": SECRET, "code": code, "code_verifier": verifier, "redirect_uri": "http://localhost:8085/callback/"}) as r:
        print(await r.json())
