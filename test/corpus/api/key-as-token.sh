curl https://api.datadoghq.eu/api/v2/incidents -H 'Authorization: Bearer 3fa1c09b7e5d42864a8be0f19d27c35a'
{"errors":["Unauthorized"]}
