$response = $client->post('https://api.datadoghq.com/oauth2/v1/token', [
    'json' => [
        'grant_type' => 'authorization_code',
        'client_id' => '8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84',
        'client_secret' => 'Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti',
        'code' => $code,
        'code_verifier' => $verifier,
        'redirect_uri' => 'https://app.cirrus-ops.example/integrations/datadog/callback',
    ],
]);
