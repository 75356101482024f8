curl 'https://api.us3.datadoghq.com/api/v1/dashboard' -H 'Accept: application/json' -H 'Authorization: Token ddat_9fQ2mLx7Rk4TbV1sNz8WcH5pYj3Gd6Uo'
