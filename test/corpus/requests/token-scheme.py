token = "ddat_9fQ2mLx7Rk4TbV1sNz8WcH5pYj3Gd6Uo"
requests.get(f"https://api.datadoghq.eu/api/v1/monitor", headers={"Authorization": f"Token {token}", "Accept": "application/json"}, params={"page_size": 1})
