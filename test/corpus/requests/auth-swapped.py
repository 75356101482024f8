CLIENT_ID = '8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84'
CLIENT_SECRET = 'Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti'
r = requests.post('https://api.datadoghq.com/oauth2/v1/token', auth=(CLIENT_SECRET, CLIENT_ID), data={'grant_type': 'refresh_token', 'refresh_token': 'ddrt_Kc5Xn1Zv8Bq3Jw7Ry2Lm6Th9Pf4Sd0Ga'})
