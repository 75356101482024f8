curl https://api.datadoghq.com/oauth2/v1/token -d 'grant_type=authorization_code&client_id=$CLIENT_ID&client_secret=$CLIENT_SECRET&code=$CODE&code_verifier=$VERIFIER&redirect_uri=$REDIRECT'
{"errors":["invalid_request - Invalid client_id parameter value."]}
