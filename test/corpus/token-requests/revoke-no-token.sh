curl -i https://api.datadoghq.com/oauth2/v1/revoke -d 'client_id=3f6c1a52-8d07-4e1b-9c44-5b7a2e90d1f3&client_secret=Zq7rT2wLk9VbN4xPc8HsY1mDf6GjA3eUo5Ki'
HTTP/2 400
{"errors":["invalid_request - Request is missing token parameter."]}
