curl -X POST https://api.datadoghq.com/api/v2/series -H 'Authorization: Bearer at4Mw7Qe1Rb9Tn2Yk5Ux8Ic3Oz6Pd0La' -H 'Content-Type: application/json' -d @series.json
{"errors":["API key required"]}
