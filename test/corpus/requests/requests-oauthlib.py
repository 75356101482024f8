from requests_oauthlib import OAuth2Session
authorization_base_url = 'https://app.datadoghq.eu/oauth2/v1/authorize'
token_url = 'https://app.datadoghq.eu/oauth2/v1/token'
datadog = OAuth2Session('8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84', redirect_uri='https://app.cirrus-ops.example/integrations/datadog/callback', pkce='S256')
token = datadog.fetch_token(token_url, client_secret='Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti', include_client_id=True, authorization_response=request.url)
