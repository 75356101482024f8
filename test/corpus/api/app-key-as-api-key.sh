curl -X POST https://api.datadoghq.com/api/v1/series -H 'DD-API-KEY: b71e04c9d2a85f36e17c40b9d8a2f6531c0e97ab' -d @m.json
{"errors":["Forbidden"]}
