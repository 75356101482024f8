import os, requests
resp = requests.post(
    "https://api.datadoghq.com/oauth2/v1/token",
    data={
        "grant_type": "authorization_code",
        "client_id": os.environ["DD_CLIENT_ID"],
        "client_secret": os.environ["DD_CLIENT_SECRET"],
        "redirect_uri": "https://app.cirrus-ops.example/integrations/datadog/callback",
        "code": request.args["code"],
        "code_verifier": session.pop("verifier"),
    },
    timeout=10,
)
resp.raise_for_status()
