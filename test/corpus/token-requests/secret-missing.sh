curl -X POST 'https://api.us5.datadoghq.com/oauth2/v1/token' -H 'Content-Type: application/x-www-form-urlencoded' --data 'grant_type=authorization_code&client_id=3f6c1a52-8d07-4e1b-9c44-5b7a2e90d1f3&redirect_uri=https%3A%2F%2Fconnect.nimbus.example%2Fcb&code=vC8n2LqRzT5wY0bKd7Jx&code_verifier=Wv3kQpX9bLr7TfY2hN5cJd8mZs1GaE4uRi6oKx0tPqBw'
# 401
