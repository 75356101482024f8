RequestBody form = new FormBody.Builder().add("grant_type","authorization_code").add("client_id","8b1f0c6e-2d47-4a9b-9e35-c7d6a1b20f84").add("client_secret","Lk3vPq8ZtR1xWc6YbN0uHs5DgJ7fMe2Oa9Ti").add("code",code).add("code_verifier",v).build();
Request req = new Request.Builder().url("https://app.datadoghq.eu/oauth2/v1/token").post(form).build();
