curl -X GET https://api.datadoghq.com/api/v1/monitor -H 'Authorization: Bearer at4Mw7Qe1Rb9Tn2Yk5Ux8Ic3Oz6Pd0La' -H 'DD-API-KEY: 3fa1c09b7e5d42864a8be0f19d27c35a' -H 'DD-APPLICATION-KEY: b71e04c9d2a85f36e17c40b9d8a2f6531c0e97ab'
{"errors":["Forbidden"]}
