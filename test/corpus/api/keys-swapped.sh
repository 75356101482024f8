curl https://api.us5.datadoghq.com/api/v1/dashboard -H 'DD-API-KEY: b71e04c9d2a85f36e17c40b9d8a2f6531c0e97ab' -H 'DD-APPLICATION-KEY: 3fa1c09b7e5d42864a8be0f19d27c35a'
{"errors":["Forbidden"]}
