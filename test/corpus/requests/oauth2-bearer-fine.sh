curl --oauth2-bearer "$DD_TOKEN" 'https://api.us3.datadoghq.com/api/v1/dashboard?count=1'
