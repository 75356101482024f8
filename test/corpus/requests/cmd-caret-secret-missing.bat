curl.exe -X POST ^
  "https://api.datadoghq.eu/oauth2/v1/token" ^
  -H "Content-Type: application/x-www-form-urlencoded" ^
  -d "grant_type=authorization_code^&client_id=8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84^&redirect_uri=https%3A%2F%2Fapp.cirrus-ops.example%2Fintegrations%2Fdatadog%2Fcallback^&code=nB4kQ8wEr2TyUi6OpL0z^&code_verifier=aT9rLp2QxV6mZb0KcY4eWn8HuJ1sDf5GoR3iMt7PvXq"
