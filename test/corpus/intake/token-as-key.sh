curl -X POST https://http-intake.logs.datadoghq.eu/api/v2/logs -H 'DD-API-KEY: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI5In0.c2lnbmF0dXJl' -d '[]'
