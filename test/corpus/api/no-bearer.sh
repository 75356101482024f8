curl https://api.datadoghq.com/api/v1/dashboard -H 'Authorization: at4Mw7Qe1Rb9Tn2Yk5Ux8Ic3Oz6Pd0La'
HTTP/2 401
{"errors":["Unauthorized"]}
