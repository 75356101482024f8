form := url.Values{}
form.Set("grant_type", "authorization_code")
form.Set("client_id", clientID)
form.Set("client_secret", "Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti")
form.Set("code", code)
form.Set("code_verifier", verifier)
resp, err := http.PostForm("https://api.globex.us5.datadoghq.com/oauth2/v1/token", form)
