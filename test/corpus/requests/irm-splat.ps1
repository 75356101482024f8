$p = @{
    Uri         = 'https://app.datadoghq.com/oauth2/v1/token'
    Method      = 'Post'
    ContentType = 'application/x-www-form-urlencoded'
    Body        = @{ grant_type = 'refresh_token'; client_id = '8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84'; client_secret = 'Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti'; refresh_token = 'ddrt_Kc5Xn1Zv8Bq3Jw7Ry2Lm6Th9Pf4Sd0Ga' }
}
Invoke-RestMethod @p
