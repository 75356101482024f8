HTTParty.post('https://api.datadoghq.com/api/v2/api_keys/marketplace', headers: { 'DD-API-KEY' => '4e1f7a90b2c83d56e7f81a09c3b4d5e6', 'DD-APPLICATION-KEY' => ENV['APP'] })
