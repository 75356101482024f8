requests.post("https://http-intake.logs.us5.datadoghq.com/api/v2/logs", headers={"Authorization": "Bearer " + access_token}, json=[{"message": "hi"}])
