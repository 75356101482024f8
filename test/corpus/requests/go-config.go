conf := &oauth2.Config{
	ClientID:     "8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84",
	ClientSecret: "Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti",
	RedirectURL:  "https://app.cirrus-ops.example/integrations/datadog/callback",
	Endpoint: oauth2.Endpoint{
		AuthURL:  "https://app.datadoghq.com/oauth2/v1/authorize",
		TokenURL: "https://app.datadoghq.com/oauth2/v1/token",
	},
}
