curl -v https://api.acme.datadoghq.com/oauth2/v1/token -d 'grant_type=authorization_code&client_id=3f6c1a52-8d07-4e1b-9c44-5b7a2e90d1f3&client_secret=Zq7rT2wLk9VbN4xPc8HsY1mDf6GjA3eUo5Ki&redirect_uri=https%3A%2F%2Fconnect.nimbus.example%2Fcb&code=vC8n2LqRzT5wY0bKd7Jx&code_verifier=Wv3kQpX9bLr7TfY2hN5cJd8mZs1GaE4uRi6oKx0tPqBw'
* SSL: no alternative certificate subject name matches target host name 'api.acme.datadoghq.com'
curl: (60) SSL: no alternative certificate subject name matches target host name 'api.acme.datadoghq.com'
