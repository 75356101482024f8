curl -X POST https://api.datadoghq.com/api/v2/api_keys/marketplace -H "DD-API-KEY: 4e1f7a90b2c83d56e7f81a09c3b4d5e6" -H "DD-APPLICATION-KEY: 9c3d5e7f1a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d" -d '{}'
