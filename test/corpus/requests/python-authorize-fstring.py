url = (f"https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&client_id={CLIENT_ID}"
       f"&redirect_uri={quote(REDIRECT, safe='')}&state={state}&code_challenge={challenge}&code_challenge_method=S256")
webbrowser.open(url)
