curl -i -H "Authorization: Bearer ddat_9fQ2mLx7Rk4TbV1sNz8WcH5pYj3Gd6Uo" https://api.acme.datadoghq.com/api/v1/monitor?page_size=1
