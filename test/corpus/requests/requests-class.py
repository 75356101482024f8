class Datadog:
    BASE = "https://app.us3.datadoghq.com"
    def __init__(self):
        self.token_url = self.BASE + "/oauth2/v1/token"
        self.http = requests.Session()
    def exchange(self, code, verifier):
        body = {"grant_type": "authorization_code", "client_id": "8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84"}
        body["client_secret"] = "Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti"
        body["code"] = code
        body["code_verifier"] = verifier
        body["redirect_uri"] = "https://app.cirrus-ops.example/integrations/datadog/callback"
        return self.http.post("https://us3.datadoghq.com/oauth2/v1/token", data=body)
