curl --request POST \
  --url https://api.us3.datadoghq.com/oauth2/v1/token \
  --header 'Content-Type: application/x-www-form-urlencoded' \
  --header 'User-Agent: insomnia/10.1.1' \
  --data grant_type=refresh_token \
  --data client_id=8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84 \
  --data client_secret= \
  --data refresh_token=ddrt_Kc5Xn1Zv8Bq3Jw7Ry2Lm6Th9Pf4Sd0Ga
