r = requests.post("https://github.com/login/oauth/access_token", json={"client_id": "Iv1.8a61f9b3a7aba766", "client_secret": "0123456789abcdef0123456789abcdef01234567", "code": code})
